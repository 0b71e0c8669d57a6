import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { InvoiceRows } from "#components/billing/invoice-rows";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { LoadMore } from "#components/ui/load-more";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton, SkeletonRows } from "#components/ui/skeleton";
import { isStaff } from "#lib/auth/staff";
import { INVOICE_KIND_WORDS, INVOICE_KINDS } from "#lib/billing/policy";
import { listInvoices } from "#lib/billing/queries/invoices";
import { parseInvoiceFilter } from "#lib/billing/schema";
import { pageActor } from "#lib/edge/page";
import { readAfter } from "#lib/paging";
import { BackToWallet } from "../back-to-wallet.tsx";
import { HistoryFilters } from "../history-filters.tsx";

export const metadata: Metadata = { title: "Invoices" };

export default function InvoicesPage({ searchParams }: PageProps<"/wallet/invoices">) {
  return (
    <div className="page">
      <PageHeader
        eyebrow={<BackToWallet />}
        title="Invoices"
        actions={
          <>
            <ButtonLink href="/settings/billing">Your billing details</ButtonLink>
            <ButtonLink href="/wallet/books">Statements and books</ButtonLink>
          </>
        }
        className="mb-7"
      />
      <Suspense
        fallback={
          <Loading>
            <SkeletonRows count={6}>
              <Skeleton className="h-10 w-72 max-w-[80%]" />
            </SkeletonRows>
          </Loading>
        }
      >
        <Invoices searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function Invoices({ searchParams }: Pick<PageProps<"/wallet/invoices">, "searchParams">) {
  const actor = await pageActor();
  if (isStaff(actor.role)) notFound();
  const params = await searchParams;
  const filter = parseInvoiceFilter(params);
  const after = readAfter(params.after);
  const { rows, next, years } = await listInvoices(actor, { filter, after });
  const query = new URLSearchParams({
    ...(filter.kind && { kind: filter.kind }),
    ...(filter.year !== null && { year: String(filter.year) }),
  });
  const isNarrowed = query.size > 0;
  if (rows.length === 0 && !isNarrowed && !after) {
    return (
      <EmptyState title="No invoices yet">
        When held money is released, its invoice is here.
      </EmptyState>
    );
  }
  const first = isNarrowed ? (`/wallet/invoices?${query}` as const) : "/wallet/invoices";
  if (next !== null) query.set("after", next);
  return (
    <>
      <div className="mb-5">
        <HistoryFilters
          path="/wallet/invoices"
          label="Filter invoices"
          choices={[
            ...(actor.role === "freelancer" ? [kindChoice(filter.kind)] : []),
            yearChoice(filter.year, years),
          ]}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState
          title="No invoices match these filters"
          action={<ButtonLink href="/wallet/invoices">Show all invoices</ButtonLink>}
        >
          There are others.
        </EmptyState>
      ) : (
        <InvoiceRows invoices={rows} />
      )}
      {(next !== null || after) && (
        <LoadMore
          noun="invoices"
          shown={rows.length}
          href={next === null ? null : `/wallet/invoices?${query}`}
          firstHref={after ? first : null}
        />
      )}
    </>
  );
}

function kindChoice(kind: string | null) {
  return {
    name: "kind" as const,
    label: "Kind",
    value: kind ?? "",
    options: [
      { value: "", label: "All kinds" },
      ...INVOICE_KINDS.map((value) => ({ value, label: INVOICE_KIND_WORDS[value] })),
    ],
  };
}

function yearChoice(year: number | null, years: readonly number[]) {
  return {
    name: "year" as const,
    label: "Year",
    value: year === null ? "" : String(year),
    options: [
      { value: "", label: "Any year" },
      ...[...new Set([year, ...years])].flatMap((one) =>
        one === null ? [] : [{ value: String(one), label: String(one) }],
      ),
    ],
  };
}
