import { SettledHere } from "#components/ui/settled-here";
import type { Actor } from "#lib/auth/actor";
import type { ContractView } from "#lib/contracts/contract-views";
import { freeCents } from "#lib/contracts/policy";
import type { ContractReviewView } from "#lib/reviews/schema";
import { Approve } from "./approve.tsx";
import { CancellationAnswer, CancellationRequest } from "./cancellation.tsx";
import { FundMilestone } from "./fund-milestone.tsx";
import { GiveBack } from "./give-back.tsx";
import { InDispute } from "./in-dispute.tsx";
import { NothingToDo } from "./nothing-to-do.tsx";
import { OfferFreeRound } from "./offer-free-round.tsx";
import { Outcome } from "./outcome.tsx";
import { ReturnAnswer } from "./return-answer.tsx";
import { ReviewsLeft } from "./reviews-left.tsx";

/** What this party can do now, or what has become of it: always in the same place. */
export function NextStep({
  contract,
  actor,
  reviews,
}: {
  contract: ContractView;
  actor: Actor;
  reviews: readonly ContractReviewView[];
}) {
  const { status, viewer, submissionCount, cancellationRequestedBy: asked } = contract;
  const { milestoneNumber, milestoneStatus } = contract;
  return (
    <SettledHere
      state={`${milestoneNumber} ${milestoneStatus} ${contract.isReturnAsked} ${status} ${contract.givenBackCents} ${submissionCount} ${asked ?? ""} ${reviewsState(reviews)}`}
      isInReach={status === "under_review" && viewer === "client"}
    >
      <Step contract={contract} actor={actor} reviews={reviews} />
    </SettledHere>
  );
}

/** How many the viewer reads, how many everyone reads, and how many are answered. */
function reviewsState(reviews: readonly ContractReviewView[]): string {
  const visible = reviews.filter(({ isVisible }) => isVisible);
  return [reviews, visible, visible.filter(({ answer }) => answer)]
    .map(({ length }) => length)
    .join();
}

/** Of work that is disputed in part, the client may pay the other part. */
function mayApproveRest(contract: ContractView): boolean {
  const { viewer, refusals } = contract;
  return viewer === "client" && refusals.mark_complete === null && freeCents(contract) > 0;
}

function Step({
  contract,
  actor,
  reviews,
}: {
  contract: ContractView;
  actor: Actor;
  reviews: readonly ContractReviewView[];
}) {
  if (contract.milestoneStatus === "planned") {
    return contract.viewer === "client" ? (
      <FundMilestone contract={contract} actor={actor} />
    ) : (
      <NothingToDo contract={contract} />
    );
  }
  if (contract.disputeId) {
    return (
      <InDispute contract={contract} disputeId={contract.disputeId}>
        {mayApproveRest(contract) && <Approve contract={contract} />}
      </InDispute>
    );
  }
  switch (contract.status) {
    case "in_progress":
      return (
        <>
          <CancellationAnswer contract={contract} actor={actor} />
          <ReturnAnswer contract={contract} />
          {contract.viewer === "freelancer" && <Submitting contract={contract} />}
          {contract.viewer === "client" && !contract.cancellationRequestedBy && (
            <NothingToDo contract={contract} />
          )}
          <CancellationRequest contract={contract} />
        </>
      );
    case "under_review":
      return contract.viewer === "client" ? (
        <Deciding contract={contract} />
      ) : (
        <>
          <NothingToDo contract={contract} />
          {contract.roundsLeft === 0 && <OfferFreeRound contract={contract} />}
          <Outcome contract={contract} />
        </>
      );
    case "completed":
      return (
        <>
          <Outcome contract={contract} />
          {contract.jobStatus === "completed" && (
            <ReviewsLeft contract={contract} reviews={reviews} />
          )}
          <GiveBack contract={contract} />
        </>
      );
    case "cancelled":
      return <Outcome contract={contract} />;
    case "open":
    case "closed":
      return null;
  }
}

/*
 * Imported where they are drawn: the browser of one party does not load the other's forms, among them what uploads
 * files.
 */

async function Submitting({ contract }: { contract: ContractView }) {
  const { SubmitForm } = await import("./submit-form.tsx");
  return <SubmitForm contract={contract} />;
}

async function Deciding({ contract }: { contract: ContractView }) {
  const { ReviewDecision } = await import("./review-decision.tsx");
  return <ReviewDecision contract={contract} />;
}
