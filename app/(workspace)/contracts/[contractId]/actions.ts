"use server";

import { refresh } from "next/cache";
import type { z } from "zod";
import { formAction } from "#lib/action";
import type { Actor } from "#lib/auth/actor";
import { requireActor } from "#lib/auth/session";
import { agreeToCancellation } from "#lib/contracts/agree-to-cancellation";
import { markComplete } from "#lib/contracts/mark-complete";
import { requestCancellation } from "#lib/contracts/request-cancellation";
import { requestChanges } from "#lib/contracts/request-changes";
import { contractInput, requestChangesInput, submitWorkInput } from "#lib/contracts/schema";
import { submitWork } from "#lib/contracts/submit-work";
import { withdrawCancellation } from "#lib/contracts/withdraw-cancellation";
import { leaveReview } from "#lib/reviews/leave-review";
import { leaveReviewInput } from "#lib/reviews/schema";

/** Carries out one step; the page then shows what has become of the contract, in the same place. */
function step<S extends z.ZodType>(
  schema: S,
  carryOut: (actor: Actor, input: z.output<S>) => Promise<unknown>,
) {
  return formAction(schema, async (input) => {
    await carryOut(await requireActor(), input);
    refresh();
  });
}

export const submitWorkAction = step(submitWorkInput, submitWork);
export const requestChangesAction = step(requestChangesInput, requestChanges);
export const markCompleteAction = step(contractInput, markComplete);
export const requestCancellationAction = step(contractInput, requestCancellation);
export const withdrawCancellationAction = step(contractInput, withdrawCancellation);
export const agreeToCancellationAction = step(contractInput, agreeToCancellation);
export const leaveReviewAction = step(leaveReviewInput, leaveReview);
