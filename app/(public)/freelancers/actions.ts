"use server";

import { createHash } from "node:crypto";
import { z } from "zod";
import { openConversation } from "#lib/conversations/open-conversation";
import { BODY_MAX } from "#lib/conversations/policy";
import { sendMessage } from "#lib/conversations/send-message";
import { formAction } from "#lib/edge/action";
import { idInput, textInput } from "#lib/input";
import { savePerson, unsavePerson } from "#lib/people/save-person";
import { markPersonInput } from "#lib/people/schema";

const inviteInput = z.object({
  freelancerId: idInput("usr"),
  jobId: z.string().min(1, "Choose a job for the invitation.").pipe(idInput("job")),
  body: textInput({ min: 1, max: BODY_MAX, missing: "Write a first message." }),
});

/** Adds a freelancer to the client's saved list, or removes them. */
export const markPersonAction = formAction(
  { name: "mark-person", evenUnverified: true, input: markPersonInput, as: "client" },
  async ({ freelancerId, isSaved }, { actor, tx }) => {
    await (isSaved
      ? savePerson(actor, { freelancerId }, tx)
      : unsavePerson(actor, { freelancerId }, tx));
    return { data: { isSaved: String(isSaved) } };
  },
);

/** Opens the conversation about the job with its first message, and goes there. */
export const inviteAction = formAction(
  { name: "invite", input: inviteInput, as: "client" },
  async (input, { actor, tx }) => {
    const { conversationId } = await openConversation(actor, input, tx);
    // The same words to the same person about the same job are one message, however often they are posted.
    const words = JSON.stringify([conversationId, input.body]);
    const clientId = createHash("sha256").update(words).digest("hex");
    await sendMessage(actor, { conversationId, clientId, body: input.body }, tx);
    return { goTo: `/inbox/${conversationId}` };
  },
);
