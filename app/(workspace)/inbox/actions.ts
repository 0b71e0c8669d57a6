"use server";

import { sendMessageInput } from "#lib/conversations/schema";
import { sendMessage } from "#lib/conversations/send-message";
import { formAction } from "#lib/edge/action";

/** A message that the browser itself posts before scripts have arrived; the page then shows it. */
export const sendMessageAction = formAction(
  { name: "send-message", input: sendMessageInput },
  async (input, { actor, tx }) => {
    await sendMessage(actor, input, tx);
    return { goTo: `/inbox/${input.conversationId}` };
  },
);
