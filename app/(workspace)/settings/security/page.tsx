import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { LoadMore } from "#components/ui/load-more";
import { PageHeader, Section } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { listOwnEvents } from "#lib/audit/queries";
import { readPlace } from "#lib/audit/schema";
import { pageActor } from "#lib/edge/page";
import { BackToSettings } from "../back-to-settings.tsx";
import { SecurityEvents } from "../security-events.tsx";
import { Sessions } from "../sessions.tsx";

export const metadata: Metadata = { title: "Security" };

/** Every device that is signed in, and everything that happened to the account. */
export default function SecurityPage({ searchParams }: PageProps<"/settings/security">) {
  return (
    <div className="page">
      <div className="flex max-w-lg flex-col gap-12">
        <PageHeader eyebrow={<BackToSettings />} title="Security" />
        <Suspense
          fallback={
            <Loading>
              <Skeleton className="h-96" />
            </Loading>
          }
        >
          <Section title="Where you are signed in">
            <Sessions isWhole />
          </Section>
          <Section title="What happened">
            <Events searchParams={searchParams} />
          </Section>
        </Suspense>
      </div>
    </div>
  );
}

async function Events({ searchParams }: Pick<PageProps<"/settings/security">, "searchParams">) {
  const [actor, { before }] = await Promise.all([pageActor(), searchParams]);
  const place = readPlace(before);
  const { rows, next } = await listOwnEvents(actor, { before: place });
  if (rows.length === 0) {
    return <EmptyState title="Nothing here">Sign-ins and changes are listed here.</EmptyState>;
  }
  return (
    <div>
      <SecurityEvents events={rows} />
      <LoadMore
        noun="events"
        shown={rows.length}
        href={next === null ? null : `/settings/security?before=${next}`}
        firstHref={place === null ? null : "/settings/security"}
      />
    </div>
  );
}
