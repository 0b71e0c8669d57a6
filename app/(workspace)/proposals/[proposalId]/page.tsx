import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { MessageButton } from "#components/conversations/message-button";
import { ProposalDecision } from "#components/proposals/proposal-decision";
import { ProposalTag } from "#components/proposals/proposal-tag";
import { ButtonLink } from "#components/ui/button";
import { ConfirmForm } from "#components/ui/confirm-form";
import { MiniSection, PageHeader } from "#components/ui/section";
import { Loading, Skeleton, SkeletonText } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { orNotFound, pageActor } from "#lib/page";
import { getAvailable } from "#lib/payments/queries";
import { describeProposal, firstName } from "#lib/proposals/describe-proposal";
import { getProposal } from "#lib/proposals/queries";
import type { ProposalView } from "#lib/proposals/schema";
import { openConversationAction } from "../../../actions.ts";
import { declineAction, hireAction, shortlistAction, withdrawAction } from "../../actions.ts";
import { ProposalOffer } from "./proposal-offer.tsx";

type Props = PageProps<"/proposals/[proposalId]">;

export const metadata: Metadata = { title: "Proposal" };

export default function ProposalPage({ params }: Props) {
  return (
    <div className="page">
      <Suspense fallback={<ProposalSkeleton />}>
        <Proposal params={params} />
      </Suspense>
    </div>
  );
}

async function Proposal({ params }: Pick<Props, "params">) {
  const [actor, { proposalId }] = await Promise.all([pageActor(), params]);
  const proposal = await orNotFound(getProposal(actor, proposalId));
  const side = proposal.client.userId === actor.userId ? "client" : "freelancer";
  const isLive = proposal.status === "submitted";
  return (
    <>
      <PageHeader
        eyebrow={side === "client" ? `Proposal of ${proposal.freelancer.name}` : "Your proposal"}
        title={
          <Link href={`/jobs/${proposal.job.jobId}`} className="rounded-sm">
            {proposal.job.title}
          </Link>
        }
        meta={
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <ProposalTag proposal={proposal} side={side} />
            <span>
              {side === "client" ? "sent" : `to ${proposal.client.name}, sent`}{" "}
              <Time at={proposal.createdAt} />
              {proposal.decidedAt && (
                <>
                  {" · decided "}
                  <Time at={proposal.decidedAt} />
                </>
              )}
            </span>
          </p>
        }
        actions={
          <>
            {proposal.status !== "withdrawn" && (
              <MessageButton
                action={openConversationAction}
                jobId={proposal.job.jobId}
                freelancerId={proposal.freelancer.userId}
                name={
                  side === "client" ? firstName(proposal.freelancer.name) : proposal.client.name
                }
              />
            )}
            {side === "client" && (
              <ButtonLink href={`/jobs/${proposal.job.jobId}/proposals`} wide="phone">
                Compare all proposals
              </ButtonLink>
            )}
          </>
        }
        className="mb-8"
      />
      <div className="grid gap-x-14 gap-y-9 lg:grid-cols-[minmax(0,1fr)_340px] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0">
          <p className="measure border-l-3 border-edge py-1 pl-3.5 font-display text-lg leading-[1.4]">
            {describeProposal(proposal, side).sentence}
          </p>
          {proposal.declineReason && (
            <MiniSection
              title={side === "client" ? "What you wrote" : "The reason"}
              className="mt-6"
            >
              <p className="prose-text">{proposal.declineReason}</p>
            </MiniSection>
          )}
          <NextStep proposal={proposal} side={side} />
          {isLive && side === "client" && (
            <ProposalDecision
              proposal={proposal}
              availableCents={await getAvailable(actor)}
              actions={{ hire: hireAction, shortlist: shortlistAction, decline: declineAction }}
              className="mt-6"
            />
          )}
          {isLive && side === "freelancer" && <Withdraw proposal={proposal} />}
        </div>
        <ProposalOffer proposal={proposal} side={side} />
        <MiniSection
          title={side === "client" ? `What ${proposal.freelancer.name} writes` : "What you wrote"}
        >
          <div className="prose-text">{proposal.coverLetter}</div>
        </MiniSection>
      </div>
    </>
  );
}

/** Where it goes on from a proposal that was decided. */
function NextStep({ proposal, side }: { proposal: ProposalView; side: "client" | "freelancer" }) {
  if (proposal.contractId) {
    return (
      <ButtonLink
        href={`/contracts/${proposal.contractId}`}
        variant="primary"
        wide="phone"
        className="mt-6"
      >
        Go to the contract
      </ButtonLink>
    );
  }
  if (side === "client" || proposal.status === "submitted") return null;
  if (proposal.status === "withdrawn" && proposal.job.status === "open") {
    return (
      <ButtonLink href={`/jobs/${proposal.job.jobId}/apply`} wide="phone" className="mt-6">
        Apply again
      </ButtonLink>
    );
  }
  return (
    <ButtonLink href="/jobs" wide="phone" className="mt-6">
      See the open jobs
    </ButtonLink>
  );
}

function Withdraw({ proposal }: { proposal: ProposalView }) {
  return (
    <ConfirmForm
      action={withdrawAction}
      label="Withdraw"
      submitLabel="Withdraw this proposal"
      pendingLabel="Withdrawing…"
      cancelLabel="Keep it"
      variant="danger"
      className="mt-6"
    >
      <input type="hidden" name="proposalId" value={proposal.proposalId} />
      <p className="measure">
        {proposal.client.name} no longer sees it among the offers. While the job is open you can
        apply again.
      </p>
    </ConfirmForm>
  );
}

function ProposalSkeleton() {
  return (
    <Loading label="The proposal is on its way">
      <Skeleton className="h-4 w-32" />
      <Skeleton className="mt-3 h-10 w-2/3" />
      <Skeleton className="mt-4 mb-9 h-5 w-48" />
      <SkeletonText lines={8} className="max-w-prose" />
    </Loading>
  );
}
