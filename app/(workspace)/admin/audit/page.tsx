import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { LoadMore } from "#components/ui/load-more";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { listAudit } from "#lib/audit/queries";
import { type AuditFilter, readAuditFilter, readPlace, writeAuditQuery } from "#lib/audit/schema";
import { pageActor } from "#lib/edge/page";
import { AuditRows } from "../audit-rows.tsx";
import { AuditFilters } from "./audit-filters.tsx";

export const metadata: Metadata = { title: "Audit" };

/** Who changed what: money, roles, passwords, sessions, reports. */
export default function AuditPage({ searchParams }: PageProps<"/admin/audit">) {
  return (
    <div className="page">
      <PageHeader
        title="Audit"
        meta={
          <p className="measure">
            Every change of money, roles, passwords, sessions and reports, written with the change
            itself. Nobody can change or remove an entry.
          </p>
        }
        className="mb-8"
      />
      <Suspense
        fallback={
          <Loading label="Loading the audit">
            <Skeleton className="h-96" />
          </Loading>
        }
      >
        <Audit searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function Audit({ searchParams }: Pick<PageProps<"/admin/audit">, "searchParams">) {
  const [actor, params] = await Promise.all([pageActor("readAudit"), searchParams]);
  const filter = readAuditFilter(params);
  const place = readPlace(params.before);
  const { rows, next } = await listAudit(actor, filter, { before: place });
  return (
    <div className="flex flex-col gap-5">
      <AuditFilters filter={filter} />
      {rows.length === 0 ? (
        <EmptyState title="No entries">
          Nothing was changed that fits. A person is found by their whole e-mail address or id.
        </EmptyState>
      ) : (
        <div>
          <AuditRows rows={rows} />
          <LoadMore
            noun="entries"
            shown={rows.length}
            href={next === null ? null : addressOf(filter, next)}
            firstHref={place === null ? null : addressOf(filter, null)}
          />
        </div>
      )}
    </div>
  );
}

function addressOf(filter: AuditFilter, before: number | null) {
  const query = writeAuditQuery(filter, before);
  return query === "" ? "/admin/audit" : (`/admin/audit?${query}` as const);
}
