import type { Metadata } from "next";
import { Suspense } from "react";
import { MessageButton } from "#components/conversations/message-button";
import { FileList } from "#components/files/file-list";
import { InstallOffer } from "#components/layout/install-offer";
import { PushOffer } from "#components/layout/push-offer";
import { AskedList } from "#components/proposals/asked-list";
import { LetterNote } from "#components/proposals/letter-note";
import { ProposalDecision } from "#components/proposals/proposal-decision";
import { ProposalTag } from "#components/proposals/proposal-tag";
import { SameLetter } from "#components/proposals/same-letter";
import { ButtonLink } from "#components/ui/button";
import { ConfirmForm } from "#components/ui/confirm-form";
import { FormMessage } from "#components/ui/form-message";
import { Link } from "#components/ui/link";
import { MiniSection, PageHeader } from "#components/ui/section";
import { Loading, Skeleton, SkeletonText } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { findHirePayment } from "#lib/contracts/queries/paid-hires";
import { orNotFound, pageActor } from "#lib/edge/page";
import { getMeans } from "#lib/payments/queries/means";
import { describeProposal, firstName } from "#lib/proposals/describe-proposal";
import { getProposal } from "#lib/proposals/queries";
import type { ProposalView } from "#lib/proposals/schema";
import { isolate } from "#lib/text";
import { openConversationAction } from "../../../actions.ts";
import {
  declineAction,
  hireAction,
  payAndHireAction,
  shortlistAction,
  withdrawAction,
} from "../../actions.ts";
import { ChangedSince } from "./changed-since.tsx";
import { ProposalOffer } from "./proposal-offer.tsx";
import { Reading } from "./reading.tsx";

type Props = PageProps<"/proposals/[proposalId]">;

export const metadata: Metadata = { title: "Proposal" };

export default function ProposalPage({ params, searchParams }: Props) {
  return (
    <div className="page">
      <Suspense fallback={<ProposalSkeleton />}>
        <Proposal params={params} searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function Proposal({ params, searchParams }: Props) {
  const [actor, { proposalId }, { hire }] = await Promise.all([pageActor(), params, searchParams]);
  const proposal = await orNotFound(getProposal(actor, proposalId));
  const side = proposal.client.userId === actor.userId ? "client" : "freelancer";
  const isLive = proposal.status === "submitted";
  return (
    <>
      {side === "client" && <Reading proposalId={proposal.proposalId} />}
      <PageHeader
        eyebrow={
          side === "client" ? `Proposal from ${isolate(proposal.freelancer.name)}` : "Your proposal"
        }
        title={
          <Link href={`/jobs/${proposal.job.jobId}`} className="rounded-sm">
            <bdi>{proposal.job.title}</bdi>
          </Link>
        }
        meta={
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <ProposalTag proposal={proposal} side={side} />
            <span>
              {side === "client" ? "sent" : `to ${isolate(proposal.client.name)}, sent`}{" "}
              <Time at={proposal.createdAt} />
              {proposal.changedAt && (
                <>
                  {" · changed "}
                  <Time at={proposal.changedAt} />
                </>
              )}
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
              <p dir="auto" className="prose-text">
                {proposal.declineReason}
              </p>
            </MiniSection>
          )}
          <ChangedSince proposal={proposal} side={side} />
          {isLive && side === "freelancer" && <NewQuestions proposal={proposal} />}
          <NextStep proposal={proposal} side={side} />
          {isLive && side === "client" && (
            <ProposalDecision
              proposal={proposal}
              means={await getMeans(actor)}
              payment={await findHirePayment(actor, proposal.proposalId)}
              actions={{
                hire: hireAction,
                payAndHire: payAndHireAction,
                shortlist: shortlistAction,
                decline: declineAction,
              }}
              isHiring={hire !== undefined}
              className="mt-6"
            />
          )}
          {isLive && side === "freelancer" && (
            <>
              <OwnSteps proposal={proposal} />
              <PushOffer />
              <InstallOffer />
            </>
          )}
        </div>
        <ProposalOffer proposal={proposal} side={side} />
        <MiniSection
          title={
            side === "client"
              ? `What ${isolate(proposal.freelancer.name)} writes`
              : "What you wrote"
          }
        >
          {side === "client" && <SameLetter proposal={proposal} className="mb-3" />}
          <div dir="auto" className="prose-text">
            {proposal.coverLetter}
          </div>
          <LetterNote
            proposal={proposal}
            to={side === "client" ? "reader" : "author"}
            className="mt-3"
          />
          <FileList files={proposal.files} label="Files of this proposal" className="mt-5" />
          {proposal.asked.length > 0 && (
            <MiniSection
              title={side === "client" ? "Answers to your questions" : "What you were asked"}
              level={3}
              className="mt-7"
            >
              <AskedList asked={proposal.asked} />
            </MiniSection>
          )}
        </MiniSection>
      </div>
    </>
  );
}

/** The client asks something that was not asked when the freelancer applied. */
function NewQuestions({
  proposal: { proposalId, asked, client, job },
}: {
  proposal: ProposalView;
}) {
  const mayBeLeft = (text: string) =>
    job.questions.some((one) => one.text === text && one.isOptional);
  const open = asked.filter(({ question, answer }) => answer === null && !mayBeLeft(question));
  if (open.length === 0) return null;
  return (
    <FormMessage tone="note" className="mt-6">
      <p>
        <bdi>{client.name}</bdi>{" "}
        {open.length === 1 ? "asks a question" : `asks ${open.length} questions`} that you have not
        answered. Your proposal stands as it is.
      </p>
      <Link href={`/proposals/${proposalId}/change`} className="link mt-1 inline-block">
        Answer now
      </Link>
    </FormMessage>
  );
}

/** Where to continue from a decided proposal. */
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

/** What the freelancer can do with a live proposal: change it, or withdraw it. */
function OwnSteps({ proposal }: { proposal: ProposalView }) {
  return (
    <div className="mt-6 flex flex-wrap items-start gap-3">
      <ButtonLink href={`/proposals/${proposal.proposalId}/change`} wide="phone">
        Change your proposal
      </ButtonLink>
      <Withdraw proposal={proposal} />
    </div>
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
      className="sm:not-open:w-auto"
    >
      <input type="hidden" name="proposalId" value={proposal.proposalId} />
      <input type="hidden" name="proposalRevision" value={proposal.revision} />
      <p className="measure">
        <bdi>{proposal.client.name}</bdi> can no longer hire you on it. While the job is open, you
        can apply again.
      </p>
    </ConfirmForm>
  );
}

function ProposalSkeleton() {
  return (
    <Loading label="Loading the proposal">
      <Skeleton className="h-4 w-32" />
      <Skeleton className="mt-3 h-10 w-2/3" />
      <Skeleton className="mt-4 mb-9 h-5 w-48" />
      <SkeletonText lines={8} className="max-w-prose" />
    </Loading>
  );
}
