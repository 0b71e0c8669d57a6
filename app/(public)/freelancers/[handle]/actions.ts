"use server";

import { createHash } from "node:crypto";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { openConversation } from "#lib/conversations/open-conversation";
import { BODY_MAX } from "#lib/conversations/schema";
import { sendMessage } from "#lib/conversations/send-message";
import { idInput, textInput } from "#lib/input";

const inviteInput = z.object({
  freelancerId: idInput("usr"),
  jobId: z.string().min(1, "Choose the job that you invite to.").pipe(idInput("job")),
  body: textInput({ min: 1, max: BODY_MAX, missing: "Write a first message." }),
});

/** Opens the conversation about the job with its first message, and goes there. */
export const inviteAction = formAction(inviteInput, async (input) => {
  const actor = await requireActor("client");
  const { conversationId } = await openConversation(actor, input);
  // The same words to the same person about the same job are the same message, however often they are posted.
  const words = JSON.stringify([conversationId, input.body]);
  const clientId = createHash("sha256").update(words).digest("hex");
  await sendMessage(actor, { conversationId, clientId, body: input.body });
  redirect(`/inbox/${conversationId}`);
});
