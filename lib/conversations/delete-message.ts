import { and, eq, sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { messages, participants } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { removeAttached } from "#lib/files/remove-attached";
import { announce } from "./announce.ts";
import { lockMessage } from "./lock-message.ts";
import { refuseChanging } from "./policy.ts";
import { toMessageView } from "./queries/message-views.ts";
import { type MessageInput, type MessageView, messageInput } from "./schema.ts";

/**
 * Takes the words and the files out of an own message, for as long as it can be changed; that there was one stays
 * visible. Deleting it again changes nothing. Throws `not_found`, `forbidden`, `too_late`.
 */
export async function deleteMessage(
  actor: Actor,
  input: MessageInput,
  tx?: Tx,
): Promise<MessageView> {
  const { conversationId, seq } = messageInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { conversation, message } = await lockMessage(tx, actor, { conversationId, seq });
    const { at, everybody, others } = conversation;
    if (message.deletedAt && message.senderId === actor.userId) return toMessageView(message, []);
    const refusal = refuseChanging(actor, message, at);
    if (refusal) throw new DomainError(refusal.code, refusal.details);
    const deleted = { body: "", editedAt: null, deletedAt: at };
    await tx
      .update(messages)
      .set(deleted)
      .where(and(eq(messages.conversationId, conversationId), eq(messages.seq, seq)));
    await removeAttached(tx, { conversationId, messageSeq: seq });
    if (seq > others.lastReadSeq) {
      await tx
        .update(participants)
        .set({ unreadCount: sql`${participants.unreadCount} - 1` })
        .where(
          and(
            eq(participants.conversationId, conversationId),
            eq(participants.userId, others.userId),
          ),
        );
    }
    await announce(tx, { to: everybody, conversationId, kind: "delete", messageSeq: seq, at });
    return toMessageView({ ...message, ...deleted }, []);
  });
}
