import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { messages } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { announce } from "./internal/announce.ts";
import { keepWords } from "./internal/keep-words.ts";
import { lockMessage } from "./internal/locks.ts";
import { refuseChanging } from "./policy.ts";
import { isBlockedBetween } from "./queries/blocks.ts";
import { findMessage } from "./queries/messages.ts";
import { type EditMessageInput, editMessageInput, type MessageView } from "./schema.ts";

/**
 * Gives an own message new words while it can be changed. The same words change nothing. Throws `not_found`,
 * `forbidden`, `message_deleted`, `too_late`, `blocked`.
 */
export async function editMessage(
  actor: VerifiedActor,
  input: EditMessageInput,
  tx?: Tx,
): Promise<MessageView> {
  const { conversationId, seq, body } = editMessageInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { conversation, message } = await lockMessage(tx, actor, { conversationId, seq });
    const { at, everybody } = conversation;
    const isSame = message.body === body && message.senderId === actor.userId;
    const refusal = isSame && !message.deletedAt ? null : refuseChanging(actor, message, at);
    if (refusal) throw new DomainError(refusal.code, refusal.details);
    if (!isSame) {
      if (await isBlockedBetween(tx, actor.userId, conversation.otherId))
        throw new DomainError("blocked");
      await keepWords(tx, { conversation, message }, null);
      await tx
        .update(messages)
        .set({ body, editedAt: at })
        .where(and(eq(messages.conversationId, conversationId), eq(messages.seq, seq)));
      await announce(tx, { to: everybody, conversationId, kind: "edit", messageSeq: seq, at });
    }
    const edited = await findMessage(tx, { conversationId, seq });
    if (!edited) throw new Error("An edited message cannot be found");
    return edited;
  });
}
