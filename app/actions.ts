"use server";

import { signOutBrowser } from "#lib/auth/browser";
import { limitVerification } from "#lib/auth/limits";
import { findActor } from "#lib/auth/session";
import { openConversation } from "#lib/conversations/open-conversation";
import { openConversationInput } from "#lib/conversations/schema";
import { formAction } from "#lib/edge/action";
import { JOB_DAYS } from "#lib/jobs/policy";
import { renewJob } from "#lib/jobs/renew-job";
import { jobIdInput } from "#lib/jobs/schema";
import { replaceSearch } from "#lib/searches/replace-search";
import { saveSearch } from "#lib/searches/save-search";
import { replaceSearchInput, saveSearchInput } from "#lib/searches/schema";
import { isolate } from "#lib/text";
import { askForVerification } from "#lib/users/ask-for-verification";
import { askForVerificationInput } from "#lib/users/schema";

/**
 * Ends this browser's session, unless a person other than `userId` has signed in meanwhile. If it has already ended,
 * that counts as done. The caller decides where to go next.
 */
export async function signOutAction(userId: unknown): Promise<void> {
  const actor = await findActor();
  if (!actor || actor.userId === userId) await signOutBrowser();
}

/** Sends the link again by which the person confirms their e-mail address. */
export const sendVerificationAction = formAction(
  {
    name: "send-verification",
    evenUnverified: true,
    input: askForVerificationInput,
    prepare: (_input, actor) => limitVerification(actor.userId),
  },
  async (input, { actor, tx }) => {
    await askForVerification(actor, input, tx);
    return { message: "A new mail is on its way to you. The link works for one hour." };
  },
);

/** Puts an own job on the board for another 30 days, wherever its client is asked to. */
export const renewJobAction = formAction(
  { name: "renew-job", input: jobIdInput, as: "client" },
  async (input, { actor, tx }) => {
    await renewJob(actor, input, tx);
    return { message: `It is on the board for ${JOB_DAYS} more days.`, showsAnew: true };
  },
);

/** Opens the conversation about a job, from any page where the two meet. */
export const openConversationAction = formAction(
  { name: "open-conversation", input: openConversationInput },
  async (input, { actor, tx }) => {
    const { conversationId } = await openConversation(actor, input, tx);
    return { goTo: `/inbox/${conversationId}` };
  },
);

/** Keeps what a board shows now under a name. */
export const saveSearchAction = formAction(
  { name: "save-search", evenUnverified: true, input: saveSearchInput },
  async (input, { actor, tx }) => {
    await saveSearch(actor, input, tx);
    return { message: `Saved as ${isolate(input.name)}.`, showsAnew: true };
  },
);

/** Puts what a board shows now under the name of a saved search. */
export const replaceSearchAction = formAction(
  { name: "replace-search", evenUnverified: true, input: replaceSearchInput },
  async (input, { actor, tx }) => {
    const { name } = await replaceSearch(actor, input, tx);
    return { message: `${isolate(name)} is now this search.`, showsAnew: true };
  },
);
