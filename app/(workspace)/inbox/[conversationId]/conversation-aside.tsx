import { Amount } from "#components/ui/amount";
import { ButtonLink } from "#components/ui/button";
import type { Actor } from "#lib/auth/actor";
import { listSharedFiles } from "#lib/conversations/list-shared-files";
import { getConversation } from "#lib/conversations/queries";
import { releaseText, timelineText } from "#lib/jobs/describe-job";
import { JOB_STATUS_WORDS } from "#lib/jobs/policy";
import { getJob } from "#lib/jobs/queries";
import { orNotFound, pageActor } from "#lib/page";
import { describeProposal } from "#lib/proposals/describe-proposal";
import { getProposal } from "#lib/proposals/queries";
import { AsideFacts, AsideHead } from "./aside-head.tsx";
import { ContractState } from "./contract-state.tsx";
import { SharedFiles } from "./shared-files.tsx";

/** Beside the messages: where the work and the money stand, from the same queries as their own pages. */
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
