import { and, count, eq, gt, isNull, ne } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { messages, participants } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { announce } from "./announce.ts";
import { lockConversation } from "./lock-conversation.ts";
import { type MessageInput, readInput } from "./schema.ts";

/**
 * The actor has read up to message `seq`; beyond the newest means up to the newest. What was read stays read, and
 * reading ends "marked unread". The other person is told too, because they see how far was read. Throws `not_found`.
 */
export async function markRead(actor: Actor, input: MessageInput, tx?: Tx): Promise<void> {
  const { conversationId, seq } = readInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { lastSeq, own, everybody, at } = await lockConversation(tx, actor, conversationId);
    const lastReadSeq = Math.max(own.lastReadSeq, Math.min(seq, lastSeq));
    const isFurther = lastReadSeq > own.lastReadSeq;
    if (!isFurther && !own.isMarkedUnread) return;
    const unreadCount =
      lastReadSeq === lastSeq ? 0 : await countUnread(tx, actor, conversationId, lastReadSeq);
    await tx
      .update(participants)
      .set({ lastReadSeq, unreadCount, isMarkedUnread: false })
      .where(
        and(eq(participants.conversationId, conversationId), eq(participants.userId, actor.userId)),
      );
    const to = isFurther ? everybody : [actor.userId];
    await announce(tx, { to, conversationId, kind: "read", messageSeq: lastReadSeq, at });
  });
}

/** The definition of unread: after what was read, of the other person, not deleted. */
async function countUnread(
  tx: Tx,
  actor: Actor,
  conversationId: Id<"cnv">,
  lastReadSeq: number,
): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        gt(messages.seq, lastReadSeq),
        ne(messages.senderId, actor.userId),
        isNull(messages.deletedAt),
      ),
    );
  return row?.n ?? 0;
}
