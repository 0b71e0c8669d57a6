import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/section";
import { Skeleton } from "#components/ui/skeleton";
import { TabLinks } from "#components/ui/tabs";
import { notOpenText } from "#lib/jobs/describe-job";
import { getJob } from "#lib/jobs/queries";
import type { JobView } from "#lib/jobs/schema";
import { orNotFound, pageActor } from "#lib/page";
import { getAvailable } from "#lib/payments/queries";
import { listProposals } from "#lib/proposals/queries";
import { PROPOSAL_SORTS, type ProposalSort } from "#lib/proposals/schema";
import { openConversationAction } from "../../../../actions.ts";
import { declineAction, hireAction, shortlistAction } from "../../../actions.ts";
import { CompareSkeleton } from "./compare-skeleton.tsx";
import { CompareTable } from "./compare-table.tsx";
import { HiredReceipt } from "./hired-receipt.tsx";
import { ProposalsMeta } from "./proposals-meta.tsx";

type Props = PageProps<"/jobs/[jobId]/proposals">;

export const metadata: Metadata = { title: "Proposals" };

const SORT_LABELS: Record<ProposalSort, string> = {
  newest: "Newest",
  price: "Lowest price",
  timeline: "Shortest timeline",
  rating: "Best rating",
};

export default function ProposalsPage(props: Props) {
  return (
    <div className="page">
      <Suspense fallback={<CompareSkeleton header={<Skeleton className="h-10 w-2/3" />} />}>
        <Proposals {...props} />
      </Suspense>
    </div>
  );
}

async function Proposals({ params, searchParams }: Props) {
  const [actor, { jobId }, query] = await Promise.all([pageActor("client"), params, searchParams]);
  const sort = PROPOSAL_SORTS.find((known) => known === query.sort) ?? "newest";
  const [job, proposals, availableCents] = await Promise.all([
    orNotFound(getJob(actor, jobId)),
    orNotFound(listProposals(actor, jobId, sort)),
    getAvailable(actor),
  ]);
  const hired = proposals.find((proposal) => proposal.status === "accepted");
  return (
    <>
      <PageHeader
        eyebrow="Proposals"
        title={
          <Link href={`/jobs/${job.jobId}`} className="rounded-sm">
            {job.title}
          </Link>
        }
        meta={<ProposalsMeta job={job} availableCents={availableCents} />}
        className="mb-7"
      />
      {hired && <HiredReceipt proposal={hired} availableCents={availableCents} />}
      {proposals.length === 0 ? (
        <NoProposals job={job} />
      ) : (
        <>
          {proposals.length > 1 && (
            <TabLinks
              label="Order"
              tabs={PROPOSAL_SORTS.map((value) => ({
                href:
                  value === "newest"
                    ? `/jobs/${job.jobId}/proposals`
                    : `/jobs/${job.jobId}/proposals?sort=${value}`,
                label: SORT_LABELS[value],
                isCurrent: value === sort,
              }))}
            />
          )}
          <CompareTable
            proposals={proposals}
            availableCents={availableCents}
            actions={{ hire: hireAction, shortlist: shortlistAction, decline: declineAction }}
            write={openConversationAction}
          />
        </>
      )}
    </>
  );
}

function NoProposals({ job }: { job: JobView }) {
  const closed = notOpenText(job.status);
  if (closed) return <EmptyState title="There are no proposals">{closed}</EmptyState>;
  return (
    <EmptyState
      title="No proposals yet"
      action={<ButtonLink href={`/jobs/${job.jobId}/edit`}>Make the job clearer</ButtonLink>}
    >
      Your job is on the board. Freelancers’ offers will stand here side by side: price, timeline,
      rating, and what they write to you.
    </EmptyState>
  );
}
