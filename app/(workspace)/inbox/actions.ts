"use server";

import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { sendMessageInput } from "#lib/conversations/schema";
import { sendMessage } from "#lib/conversations/send-message";

/** A message posted by the browser itself, where scripts have not arrived: then the page shows it. */
export const sendMessageAction = formAction(sendMessageInput, async (input) => {
  await sendMessage(await requireActor(), input);
  redirect(`/inbox/${input.conversationId}`);
});
