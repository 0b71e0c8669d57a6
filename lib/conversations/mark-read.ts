import { and, count, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { blocks, messages, participants } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { announce } from "./internal/announce.ts";
import { lockConversation } from "./internal/locks.ts";
import { type MessageInput, readInput } from "./schema.ts";

/**
 * The actor has read up to message `seq`; a number beyond the newest means the newest. What was read stays read, and
 * reading ends "marked unread". The other person is told too, because they see how far was read, unless the actor has
 * blocked them: then they learn nothing of it, now or later. Throws `not_found`.
 */
export async function markRead(actor: Actor, input: MessageInput, tx?: Tx): Promise<void> {
  const { conversationId, seq } = readInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { lastSeq, own, otherId, everybody, at } = await lockConversation(
      tx,
      actor,
      conversationId,
    );
    const lastReadSeq = Math.max(own.lastReadSeq, Math.min(seq, lastSeq));
    const isFurther = lastReadSeq > own.lastReadSeq;
    if (!isFurther && !own.isMarkedUnread) return;
    const unreadCount =
      lastReadSeq === lastSeq ? 0 : await countUnread(tx, actor, conversationId, lastReadSeq);
    const isHidden = sql`exists (
      select 1 from ${blocks}
      where ${blocks.blockerId} = ${actor.userId} and ${blocks.blockedId} = ${otherId})`;
    const shownReadSeq = sql<number>`case when ${isHidden} then ${participants.shownReadSeq}
      else ${lastReadSeq} end`;
    const [side] = await tx
      .update(participants)
      .set({ lastReadSeq, shownReadSeq, unreadCount, isMarkedUnread: false })
      .where(
        and(eq(participants.conversationId, conversationId), eq(participants.userId, actor.userId)),
      )
      .returning({ shownReadSeq: participants.shownReadSeq });
    const to = side && side.shownReadSeq > own.shownReadSeq ? everybody : [actor.userId];
    await announce(tx, { to, conversationId, kind: "read", messageSeq: lastReadSeq, at });
  });
}

/** The definition of unread: after what was read, from the other person, not deleted. */
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
