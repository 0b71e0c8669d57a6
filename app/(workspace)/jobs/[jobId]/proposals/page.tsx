import type { Metadata } from "next";
import { Suspense } from "react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { FormMessage } from "#components/ui/form-message";
import { Link } from "#components/ui/link";
import { LoadMore } from "#components/ui/load-more";
import { PageHeader } from "#components/ui/section";
import { Skeleton } from "#components/ui/skeleton";
import { TabLinks } from "#components/ui/tab-links";
import { Time } from "#components/ui/time";
import { listHirePayments } from "#lib/contracts/queries/paid-hires";
import { orNotFound, pageActor } from "#lib/edge/page";
import { notOpenText } from "#lib/jobs/describe-job";
import { getJob } from "#lib/jobs/queries/jobs";
import type { JobView } from "#lib/jobs/schema";
import { readAfter } from "#lib/paging";
import { getMeans } from "#lib/payments/queries/means";
import { listProposals } from "#lib/proposals/queries";
import { PROPOSAL_SORTS, type ProposalSort } from "#lib/proposals/schema";
import { openConversationAction } from "../../../../actions.ts";
import { RenewJob } from "../../../../renew-job.tsx";
import { declineAction, hireAction, payAndHireAction, shortlistAction } from "../../../actions.ts";
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
  const after = readAfter(query.after);
  const sort = PROPOSAL_SORTS.find((known) => known === query.sort) ?? "newest";
  const [job, page, means] = await Promise.all([
    orNotFound(getJob(actor, jobId)),
    orNotFound(listProposals(actor, jobId, { sort, after })),
    getMeans(actor),
  ]);
  const { rows: proposals, total, next } = page;
  const payments = await listHirePayments(
    actor,
    proposals.map(({ proposalId }) => proposalId),
  );
  const address = `/jobs/${job.jobId}/proposals` as const;
  const hired = proposals.find((proposal) => proposal.status === "accepted");
  return (
    <>
      <PageHeader
        eyebrow="Proposals"
        title={
          <Link href={`/jobs/${job.jobId}`} className="rounded-sm">
            <bdi>{job.title}</bdi>
          </Link>
        }
        meta={<ProposalsMeta job={job} availableCents={means.availableCents} />}
        className="mb-7"
      />
      {job.viewer.mayRenew && <Expiry job={job} />}
      {hired && <HiredReceipt proposal={hired} availableCents={means.availableCents} />}
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
            means={means}
            payments={payments}
            actions={{
              hire: hireAction,
              payAndHire: payAndHireAction,
              shortlist: shortlistAction,
              decline: declineAction,
            }}
            write={openConversationAction}
          />
          {(next !== null || after !== undefined) && (
            <LoadMore
              href={next === null ? null : `${address}?sort=${sort}&after=${next}`}
              firstHref={after === undefined ? null : `${address}?sort=${sort}`}
              shown={proposals.length}
              total={total}
              noun="proposals"
            />
          )}
        </>
      )}
    </>
  );
}

/** It stops taking proposals, or has. */
function Expiry({ job }: { job: JobView }) {
  const isExpired = job.status === "expired";
  return (
    <FormMessage tone="note" className="mb-6">
      <p>
        {isExpired ? "This job expired " : "This job expires "}
        <Time at={job.expiresAt} inline />.{" "}
        {isExpired
          ? "Nobody can apply any more. You can still hire from the proposals here."
          : "After that nobody can apply. You can still hire from the proposals here."}
      </p>
      <div className="mt-3">
        <RenewJob jobId={job.jobId} size="sm" />
      </div>
    </FormMessage>
  );
}

function NoProposals({ job }: { job: JobView }) {
  const closed =
    job.status === "expired" ? "Renew it to put it on the board again." : notOpenText(job.status);
  if (closed) return <EmptyState title="There are no proposals">{closed}</EmptyState>;
  return (
    <EmptyState
      title="No proposals yet"
      action={
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={`/freelancers?for=${job.jobId}`} variant="primary">
            Invite freelancers
          </ButtonLink>
          <ButtonLink href={`/jobs/${job.jobId}/edit`}>Make the job clearer</ButtonLink>
        </div>
      }
    >
      Your job is on the board. Proposals will appear here side by side: price, timeline, rating and
      what each freelancer writes.
    </EmptyState>
  );
}
