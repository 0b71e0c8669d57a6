import type { ReactNode } from "react";
import { SentenceText } from "#components/contracts/sentence";
import { FileList } from "#components/files/file-list";
import { ReportLink } from "#components/layout/report-link";
import { IfNobodyActs } from "#components/money/if-nobody-acts";
import { MoneyLine } from "#components/money/money-line";
import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import type { Actor } from "#lib/auth/actor";
import type { ContractView } from "#lib/contracts/contract-views";
import { getContract } from "#lib/contracts/queries/contracts";
import { getConversation } from "#lib/conversations/queries/conversations";
import { listSharedFiles } from "#lib/conversations/queries/shared-files";
import { orNotFound, pageActor } from "#lib/edge/page";
import type { FileView } from "#lib/files/schema";
import { releaseText, timelineText } from "#lib/jobs/describe-job";
import { JOB_STATUS_WORDS } from "#lib/jobs/policy";
import { getJob } from "#lib/jobs/queries/jobs";
import { describeProposal } from "#lib/proposals/describe-proposal";
import { getProposal } from "#lib/proposals/queries";

/** Beside the messages: the state of the work and the money, from the same queries as their own pages. */
export async function ConversationAside({
  params,
}: {
  params: Promise<{ conversationId: string }>;
}) {
  const [actor, { conversationId }] = await Promise.all([pageActor(), params]);
  const [view, shared] = await Promise.all([
    orNotFound(getConversation(actor, conversationId)),
    orNotFound(listSharedFiles(actor, conversationId)),
  ]);
  const { contractId, proposalId, jobId } = view;
  return (
    <div className="flex flex-col gap-6">
      {contractId ? (
        <ContractState actor={actor} contractId={contractId} />
      ) : proposalId ? (
        <ProposalState actor={actor} proposalId={proposalId} />
      ) : (
        <JobState actor={actor} jobId={jobId} />
      )}
      <SharedFiles files={shared.files} total={shared.total} />
      {contractId ? (
        <ButtonLink href={`/contracts/${contractId}`} wide>
          Open the contract
        </ButtonLink>
      ) : proposalId ? (
        <ButtonLink href={`/proposals/${proposalId}`} wide>
          Open the proposal
        </ButtonLink>
      ) : (
        <ButtonLink href={`/jobs/${jobId}`} wide>
          Open the job
        </ButtonLink>
      )}
      <ReportLink subject={conversationId} what="this conversation" />
    </div>
  );
}

async function ProposalState({ actor, proposalId }: { actor: Actor; proposalId: string }) {
  const proposal = await orNotFound(getProposal(actor, proposalId));
  const side = proposal.client.userId === actor.userId ? "client" : "freelancer";
  const { tag, sentence } = describeProposal(proposal, side);
  return (
    <>
      <AsideHead eyebrow={`Proposal · ${tag}`} title={proposal.job.title} />
      <p className="border-l-3 border-edge py-0.5 pl-3.5 font-display text-lg leading-[1.4]">
        {sentence}
      </p>
      <AsideFacts
        facts={[
          { label: "Price", value: <Amount cents={proposal.priceCents} /> },
          { label: "Timeline", value: timelineText(proposal.timelineDays) },
        ]}
      />
    </>
  );
}

async function JobState({ actor, jobId }: { actor: Actor; jobId: string }) {
  const job = await orNotFound(getJob(actor, jobId));
  const side = job.client.userId === actor.userId ? "client" : "freelancer";
  return (
    <>
      <AsideHead eyebrow={`Job · ${JOB_STATUS_WORDS[job.status]}`} title={job.title} />
      <AsideFacts
        facts={[
          { label: "Budget", value: <Amount cents={job.budgetCents} /> },
          { label: "Timeline", value: timelineText(job.timelineDays) },
        ]}
      />
      <p className="text-sm text-ink-2">
        {releaseText(job.releaseRule, job.reviewWindowDays, side)}
      </p>
    </>
  );
}

/** The state of the contract and its money, what happens if nobody acts, and by when. */
async function ContractState({ actor, contractId }: { actor: Actor; contractId: string }) {
  const contract = await orNotFound(getContract(actor, contractId));
  const { jobTitle, jobStatus: status, viewer, money, totalCents, ifNobodyActs } = contract;
  const deadline = deadlineOf(contract);
  return (
    <>
      <AsideHead eyebrow={JOB_STATUS_WORDS[status]} title={jobTitle} />
      <MoneyLine
        place={money.place}
        amountCents={money.amountCents}
        client={{ name: viewer === "client" ? "You" : "Client" }}
        freelancer={{ name: viewer === "freelancer" ? "You" : "Freelancer" }}
      />
      <IfNobodyActs tone={toneOf(contract)} className="text-base">
        <SentenceText parts={ifNobodyActs} />
      </IfNobodyActs>
      <AsideFacts
        facts={[
          { label: "Price", value: <Amount cents={totalCents} /> },
          ...(deadline
            ? [{ label: deadline.label, value: <Time at={deadline.at} format="datetime" /> }]
            : []),
        ]}
      />
    </>
  );
}

function deadlineOf({
  status,
  isLate,
  dueAt,
  reviewEndsAt,
  completedAt,
  cancelledAt,
}: ContractView) {
  switch (status) {
    case "in_progress":
      return { label: isLate ? "Work was due" : "Work due", at: dueAt };
    case "under_review":
      return reviewEndsAt && { label: "Review ends", at: reviewEndsAt };
    case "completed":
      return completedAt && { label: "Completed", at: completedAt };
    case "cancelled":
      return cancelledAt && { label: "Cancelled", at: cancelledAt };
    case "open":
    case "closed":
      return null;
  }
}

function toneOf({ money, status }: ContractView) {
  if (money.place === "held") return "held";
  return status === "under_review" ? "paid" : "none";
}

/** The files that the two sent each other, newest first. */
function SharedFiles({ files, total }: { files: readonly FileView[]; total: number }) {
  if (total === 0) return null;
  return (
    <section>
      <h3 className="eyebrow mb-2 font-text">
        Files · <span className="num">{total}</span>
      </h3>
      <FileList files={files} compact label="Files of this conversation" />
      {total > files.length && (
        <p className="mt-2 text-xs text-ink-3">
          The newest {files.length}. Older ones are with their messages.
        </p>
      )}
    </section>
  );
}

/** The state, and the title. */
function AsideHead({ eyebrow, title }: { eyebrow: string; title: string }) {
  return (
    <div className="-mb-1">
      <p className="eyebrow">{eyebrow}</p>
      <h2 className="mt-1.5 text-xl">
        <bdi>{title}</bdi>
      </h2>
    </div>
  );
}

/** A few figures between hairlines. */
function AsideFacts({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line text-sm">
      {facts.map(({ label, value }) => (
        <div key={label} className="flex items-baseline justify-between gap-4 py-2">
          <dt className="text-ink-2">{label}</dt>
          <dd className="min-w-0 text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function AsideSkeleton() {
  return (
    <Loading label="Loading the details">
      <Skeleton className="h-4 w-28" />
      <Skeleton className="mt-2 h-6 w-full" />
      <Skeleton className="mt-1.5 h-6 w-2/3" />
      <Skeleton className="mt-5 h-7 w-full rounded-full" />
      <Skeleton className="mt-8 h-16 w-full" />
      <Skeleton className="mt-8 h-10 w-full" />
    </Loading>
  );
}
