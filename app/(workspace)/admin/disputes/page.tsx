import type { Metadata } from "next";
import { Suspense } from "react";
import { Amount } from "#components/ui/amount";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { PageHeader, Row, Rows } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { listDisputesForMediation } from "#lib/disputes/queries/disputes";
import type { DisputeRow } from "#lib/disputes/schema";
import { pageActor } from "#lib/edge/page";

export const metadata: Metadata = { title: "Disputes" };

/** What waits for a mediator. */
export default function DisputesPage() {
  return (
    <div className="page">
      <PageHeader
        title="Disputes"
        meta={
          <p className="measure">
            What two people could not agree on waits here for a mediator who is neither of them. The
            longest wait first.
          </p>
        }
        className="mb-8"
      />
      <Suspense
        fallback={
          <Loading label="Loading disputes">
            <Skeleton className="h-[180px]" />
          </Loading>
        }
      >
        <Waiting />
      </Suspense>
    </div>
  );
}

async function Waiting() {
  const disputes = await listDisputesForMediation(await pageActor("mediate"));
  if (disputes.length === 0) {
    return (
      <EmptyState title="No dispute waits for a mediator">
        Disputes come here when both sides have not agreed within 7 days, and after an appeal.
      </EmptyState>
    );
  }
  return (
    <Rows>
      {disputes.map((dispute) => (
        <Row key={dispute.disputeId} className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
          <Dispute dispute={dispute} />
        </Row>
      ))}
    </Rows>
  );
}

function Dispute({ dispute }: { dispute: DisputeRow }) {
  const { disputeId, jobTitle, clientName, freelancerName, amountCents, endsAt, state } = dispute;
  return (
    <>
      <div className="min-w-0 flex-1">
        <Link href={`/admin/disputes/${disputeId}`} className="stretched font-semibold">
          <bdi>{jobTitle}</bdi>
        </Link>
        <p className="text-sm text-ink-2">
          <bdi>{clientName}</bdi> and <bdi>{freelancerName}</bdi> · decided by itself{" "}
          <Time at={endsAt} format="relative" />
        </p>
      </div>
      {!dispute.mayDecide && <Tag>for another mediator</Tag>}
      {state === "appeal" && <Tag tone="strong">appeal</Tag>}
      <span className="font-semibold">
        <Amount cents={amountCents} tone="disputed" />
      </span>
    </>
  );
}
