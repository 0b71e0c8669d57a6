"use server";

import type { z } from "zod";
import type { VerifiedActor } from "#lib/auth/actor";
import { acceptChange } from "#lib/contracts/accept-change";
import { agreeToCancellation } from "#lib/contracts/agree-to-cancellation";
import { askForReturn } from "#lib/contracts/ask-for-return";
import { declineChange } from "#lib/contracts/decline-change";
import { fundMilestone } from "#lib/contracts/fund-milestone";
import { giveBack } from "#lib/contracts/give-back";
import { markComplete } from "#lib/contracts/mark-complete";
import { offerFreeRound } from "#lib/contracts/offer-free-round";
import { proposeChange } from "#lib/contracts/propose-change";
import { proposeSettlement } from "#lib/contracts/propose-settlement";
import { refuseReturn } from "#lib/contracts/refuse-return";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import { requestChanges } from "#lib/contracts/request-changes";
import {
  agreeToCancellationInput,
  askForReturnInput,
  changeOrderInput,
  contractInput,
  declineChangeInput,
  fundMilestoneInput,
  giveBackInput,
  markCompleteInput,
  milestoneInput,
  proposeChangeInput,
  proposeSettlementInput,
  refuseReturnInput,
  requestChangesInput,
  submitWorkInput,
  withdrawCancellationInput,
} from "#lib/contracts/schema";
import { submitWork } from "#lib/contracts/submit-work";
import { withdrawCancellation } from "#lib/contracts/withdraw-cancellation";
import { withdrawChange } from "#lib/contracts/withdraw-change";
import { acceptClaim } from "#lib/disputes/accept-claim";
import { acceptDisputeOffer } from "#lib/disputes/accept-dispute-offer";
import { addStatement } from "#lib/disputes/add-statement";
import { answerDispute } from "#lib/disputes/answer-dispute";
import { appealDecision } from "#lib/disputes/appeal-decision";
import { makeDisputeOffer } from "#lib/disputes/make-dispute-offer";
import { openDispute } from "#lib/disputes/open-dispute";
import {
  acceptClaimInput,
  acceptDisputeOfferInput,
  addStatementInput,
  answerDisputeInput,
  appealDecisionInput,
  disputeInput,
  makeDisputeOfferInput,
  openDisputeInput,
} from "#lib/disputes/schema";
import { withdrawDispute } from "#lib/disputes/withdraw-dispute";
import { type Carrying, formAction } from "#lib/edge/action";
import { answerReview } from "#lib/reviews/answer-review";
import { leaveReview } from "#lib/reviews/leave-review";
import { answerReviewInput, leaveReviewInput } from "#lib/reviews/schema";

/** Takes one step; the page then shows what has become of the contract, in the same place. */
function step<S extends z.ZodType>(
  name: string,
  input: S,
  carryOut: (actor: VerifiedActor, input: z.output<S>, tx: Carrying["tx"]) => Promise<unknown>,
) {
  return formAction({ name, input }, async (input, { actor, tx }) => {
    await carryOut(actor, input, tx);
    return { showsAnew: true };
  });
}

export const fundMilestoneAction = step("fund-milestone", fundMilestoneInput, fundMilestone);
export const offerFreeRoundAction = step("offer-free-round", milestoneInput, offerFreeRound);
export const acceptChangeAction = step("accept-change", changeOrderInput, acceptChange);
export const declineChangeAction = step("decline-change", declineChangeInput, declineChange);
export const withdrawChangeAction = step("withdraw-change", changeOrderInput, withdrawChange);
export const proposeChangeAction = formAction(
  { name: "propose-change", input: proposeChangeInput },
  async (input, { actor, tx }) => {
    await proposeChange(actor, input, tx);
    return { goTo: `/contracts/${input.contractId}` };
  },
);

export const proposeSettlementAction = formAction(
  { name: "propose-settlement", input: proposeSettlementInput },
  async (input, { actor, tx }) => {
    await proposeSettlement(actor, input, tx);
    return { goTo: `/contracts/${input.contractId}` };
  },
);
export const giveBackAction = step("give-back", giveBackInput, giveBack);
export const askForReturnAction = step("ask-for-return", askForReturnInput, askForReturn);
export const refuseReturnAction = step("refuse-return", refuseReturnInput, refuseReturn);

export const submitWorkAction = step("submit-work", submitWorkInput, submitWork);
export const requestChangesAction = step("request-changes", requestChangesInput, requestChanges);
export const markCompleteAction = step("mark-complete", markCompleteInput, markComplete);
export const requestCancellationAction = step(
  "request-cancellation",
  contractInput,
  requestCancellation,
);
export const withdrawCancellationAction = step(
  "withdraw-cancellation",
  withdrawCancellationInput,
  withdrawCancellation,
);
export const agreeToCancellationAction = step(
  "agree-to-cancellation",
  agreeToCancellationInput,
  agreeToCancellation,
);
export const leaveReviewAction = step("leave-review", leaveReviewInput, leaveReview);
export const answerReviewAction = step("answer-review", answerReviewInput, answerReview);

export const openDisputeAction = formAction(
  { name: "open-dispute", input: openDisputeInput },
  async (input, { actor, tx }) => {
    const { disputeId } = await openDispute(actor, input, tx);
    return { goTo: `/contracts/${input.contractId}/disputes/${disputeId}` };
  },
);

export const acceptClaimAction = step("accept-claim", acceptClaimInput, acceptClaim);
export const answerDisputeAction = step("answer-dispute", answerDisputeInput, answerDispute);
export const makeDisputeOfferAction = step(
  "make-dispute-offer",
  makeDisputeOfferInput,
  makeDisputeOffer,
);
export const acceptDisputeOfferAction = step(
  "accept-dispute-offer",
  acceptDisputeOfferInput,
  acceptDisputeOffer,
);
export const addStatementAction = step("add-statement", addStatementInput, addStatement);
export const appealDecisionAction = step("appeal-decision", appealDecisionInput, appealDecision);
export const withdrawDisputeAction = step("withdraw-dispute", disputeInput, withdrawDispute);
