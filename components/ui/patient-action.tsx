"use client";

import {
  unstable_isUnrecognizedActionError as isOfOtherBuild,
  unstable_rethrow,
} from "next/navigation";
import { ulid } from "ulid";
import { type FormAction, type FormState, KEY_FIELD } from "#lib/forms/state";
import { houseName } from "#lib/house";

const PAUSES_MS = [1_000, 3_000, 8_000];

/**
 * Sends a small form that sets a state until there is an answer: with the same key, so it runs once. If it gives up in
 * the end, it says that nobody knows.
 */
export async function sendPatiently(
  action: FormAction,
  before: FormState,
  data: FormData,
): Promise<FormState> {
  data.set(KEY_FIELD, ulid());
  for (const [index, pauseMs] of PAUSES_MS.entries()) {
    try {
      const answer = await action(before, data);
      if (answer.status !== "error" || !answer.requestId) return answer;
    } catch (error) {
      // Only for the first try is it certain that nothing was done.
      if (isOfOtherBuild(error)) return failure(index === 0 ? oldPage() : UNKNOWN);
      unstable_rethrow(error);
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return failure(UNKNOWN);
}

const oldPage = () =>
  `${houseName()} has changed since this page was loaded. Nothing was changed. Load it again.`;
const UNKNOWN =
  "No answer arrived, so it is not known whether this was done. Load the page again to see.";

function failure(message: string): FormState {
  return { status: "error", message, fieldErrors: {}, values: {} };
}
