"use server";

import { signOutBrowser } from "#lib/auth/browser";
import { findActor } from "#lib/auth/session";
import { openConversation } from "#lib/conversations/open-conversation";
import { openConversationInput } from "#lib/conversations/schema";
import { formAction } from "#lib/edge/action";

/**
 * Ends this browser's session, unless a person other than `userId` has signed in meanwhile. If it has already ended,
 * that counts as done. The caller decides where to go next.
 */
export async function signOutAction(userId: unknown): Promise<void> {
  const actor = await findActor();
  if (!actor || actor.userId === userId) await signOutBrowser();
}

/** Opens the conversation about a job, from any page where the two meet. */
export const openConversationAction = formAction(
  { name: "open-conversation", input: openConversationInput },
  async (input, { actor, tx }) => {
    const { conversationId } = await openConversation(actor, input, tx);
    return { goTo: `/inbox/${conversationId}` };
  },
);
