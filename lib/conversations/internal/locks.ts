import { and, asc, eq, or } from "drizzle-orm";
import type { Tx } from "#db/client";
import { conversations, messages, participants } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { otherOf } from "../policy.ts";

export type LockedConversation = {
  readonly conversationId: Id<"cnv">;
  readonly lastSeq: number;
  readonly otherId: Id<"usr">;
  /** Both people, for what concerns both. */
  readonly everybody: readonly Id<"usr">[];
  /** The actor's own side. */
  readonly own: typeof participants.$inferSelect;
  /** The other person's. */
  readonly others: typeof participants.$inferSelect;
  /** The time of the whole change. */
  readonly at: Date;
};

/**
 * Locks the conversation's row and reads both sides of it. Everything in a conversation changes under this lock:
 * conversation → files → participants → inboxes, in this order everywhere. The lock leaves the row's key alone, because
 * a contract's event, which already has its inboxes, must be able to refer to it. Throws `not_found` for everyone but
 * the two.
 */
export async function lockConversation(
  tx: Tx,
  actor: Actor,
  conversationId: Id<"cnv">,
): Promise<LockedConversation> {
  // Sent together, executed in this order: the second sees the rows as they are after the lock.
  const [[conversation], sides] = await Promise.all([
    tx
      .select()
      .from(conversations)
      .where(
        and(
          eq(conversations.id, conversationId),
          or(
            eq(conversations.clientId, actor.userId),
            eq(conversations.freelancerId, actor.userId),
          ),
        ),
      )
      .for("no key update"),
    tx.select().from(participants).where(eq(participants.conversationId, conversationId)),
  ]);
  const otherId = conversation ? otherOf(actor.userId, conversation) : null;
  if (!conversation || !otherId) throw new DomainError("not_found");
  const own = sides.find(({ userId }) => userId === actor.userId);
  const others = sides.find(({ userId }) => userId === otherId);
  if (!own || !others) throw new Error("A conversation has not both its participants");
  const { lastSeq } = conversation;
  const everybody = [actor.userId, otherId];
  return { conversationId, lastSeq, otherId, everybody, own, others, at: now() };
}

export type LockedMessage = {
  readonly conversation: LockedConversation;
  readonly message: typeof messages.$inferSelect;
};

/**
 * A message under the lock of its conversation. Throws `not_found`, also for a person who is not in the conversation.
 */
export async function lockMessage(
  tx: Tx,
  actor: Actor,
  { conversationId, seq }: { conversationId: Id<"cnv">; seq: number },
): Promise<LockedMessage> {
  const [conversation, [message]] = await Promise.all([
    lockConversation(tx, actor, conversationId),
    tx
      .select()
      .from(messages)
      .where(and(eq(messages.conversationId, conversationId), eq(messages.seq, seq))),
  ]);
  if (!message) throw new DomainError("not_found");
  return { conversation, message };
}

/** Locks every conversation between these two, in the order of their ids, so that nothing is being sent in any. */
export async function lockSharedConversations(
  tx: Tx,
  one: Id<"usr">,
  other: Id<"usr">,
): Promise<Id<"cnv">[]> {
  const rows = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      or(
        and(eq(conversations.clientId, one), eq(conversations.freelancerId, other)),
        and(eq(conversations.clientId, other), eq(conversations.freelancerId, one)),
      ),
    )
    .orderBy(asc(conversations.id))
    .for("no key update");
  return rows.map(({ id }) => id);
}
