import { and, eq, or } from "drizzle-orm";
import type { Tx } from "#db/client";
import { conversations, participants } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { otherOf } from "./policy.ts";

export type LockedConversation = {
  readonly conversationId: Id<"cnv">;
  readonly lastSeq: number;
  readonly otherId: Id<"usr">;
  /** Both, for what concerns both. */
  readonly everybody: readonly Id<"usr">[];
  /** The actor's own side. */
  readonly own: typeof participants.$inferSelect;
  /** The other person's. */
  readonly others: typeof participants.$inferSelect;
  /** The moment of the whole change. */
  readonly at: Date;
};

/**
 * Locks the conversation's row and reads both sides of it. Everything in a conversation changes under this lock:
 * conversation → files → participants → inboxes, in this order everywhere. The lock leaves the row's key alone: a
 * contract's event, which has its inboxes already, must be able to refer to it. Throws `not_found` for all but the two.
 */
export async function lockConversation(
  tx: Tx,
  actor: Actor,
  conversationId: Id<"cnv">,
): Promise<LockedConversation> {
  // Sent together, executed in this order: the second sees what the lock waited for.
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
  if (!own || !others) throw new DomainError("unexpected");
  const { lastSeq } = conversation;
  const everybody = [actor.userId, otherId];
  return { conversationId, lastSeq, otherId, everybody, own, others, at: now() };
}
