"use server";

import type { z } from "zod";
import type { VerifiedActor } from "#lib/auth/actor";
import { agreeToCancellation } from "#lib/contracts/agree-to-cancellation";
import { markComplete } from "#lib/contracts/mark-complete";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import { requestChanges } from "#lib/contracts/request-changes";
import {
  agreeToCancellationInput,
  contractInput,
  markCompleteInput,
  requestChangesInput,
  submitWorkInput,
  withdrawCancellationInput,
} from "#lib/contracts/schema";
import { submitWork } from "#lib/contracts/submit-work";
import { withdrawCancellation } from "#lib/contracts/withdraw-cancellation";
import { type Carrying, formAction } from "#lib/edge/action";
import { leaveReview } from "#lib/reviews/leave-review";
import { leaveReviewInput } from "#lib/reviews/schema";

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
