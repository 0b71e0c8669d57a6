"use server";

import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { signOutBrowser } from "#lib/auth/browser";
import { requireActor } from "#lib/auth/session";
import { openConversation } from "#lib/conversations/open-conversation";
import { openConversationInput } from "#lib/conversations/schema";

/** Ends this browser's session. Where to go next is up to the caller. */
export async function signOutAction(): Promise<void> {
  await signOutBrowser();
}

/** Goes to the conversation about a job, from wherever the two meet. */
export const openConversationAction = formAction(openConversationInput, async (input) => {
  const { conversationId } = await openConversation(await requireActor(), input);
  redirect(`/inbox/${conversationId}`);
});
