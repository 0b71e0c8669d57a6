import { and, count, eq, gt, sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { inboxChanges, inboxes, messageReactions, messages } from "#db/schema";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { operatorLimits } from "#lib/chosen";
import { DomainError } from "#lib/errors";
import { MINUTE_MS } from "#lib/time";
import { announce } from "./internal/announce.ts";
import { type LockedMessage, lockMessage } from "./internal/locks.ts";
import { isBlockedBetween } from "./queries/blocks.ts";
import { findMessage } from "./queries/messages.ts";
import { type MessageView, type ReactInput, reactInput } from "./schema.ts";

const MANY_REACTIONS = 60;
const FLOOD_MS = 10 * MINUTE_MS;

/**
 * The person reacts to a message in one of a few ways, or takes that back; either again changes nothing. It makes
 * nothing unread. Throws `not_found`, `blocked`, `message_deleted`, `rate_limited`.
 */
export async function reactToMessage(
  actor: VerifiedActor,
  input: ReactInput,
  tx?: Tx,
): Promise<MessageView> {
  const { conversationId, seq, reaction, isOn } = reactInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockMessage(tx, actor, { conversationId, seq });
    const { at, everybody, otherId } = locked.conversation;
    if (await isBlockedBetween(tx, actor.userId, otherId)) throw new DomainError("blocked");
    if (locked.message.deletedAt) throw new DomainError("message_deleted");
    const own = { conversationId, seq, userId: actor.userId, reaction };
    const changed = isOn
      ? await tx.insert(messageReactions).values(own).onConflictDoNothing().returning()
      : await tx.delete(messageReactions).where(matches(own)).returning();
    if (changed.length > 0) {
      await refuseFlood(tx, actor, locked);
      await tx
        .update(messages)
        .set({ reactionChanges: sql`${messages.reactionChanges} + 1` })
        .where(and(eq(messages.conversationId, conversationId), eq(messages.seq, seq)));
      await announce(tx, { to: everybody, conversationId, kind: "reaction", messageSeq: seq, at });
    }
    const message = await findMessage(tx, { conversationId, seq });
    if (!message) throw new Error("A message with a reaction cannot be found");
    return message;
  });
}

function matches(own: Omit<typeof messageReactions.$inferInsert, "at">) {
  const { conversationId, seq, userId, reaction } = messageReactions;
  return and(
    eq(conversationId, own.conversationId),
    eq(seq, own.seq),
    eq(userId, own.userId),
    eq(reaction, own.reaction),
  );
}

/** So many changes of reactions in one conversation are no conversation. Throws `rate_limited`. */
async function refuseFlood(tx: Tx, { userId }: Actor, { conversation }: LockedMessage) {
  const { conversationId, at } = conversation;
  const many = MANY_REACTIONS * operatorLimits().personFactor;
  const [found] = await tx
    .select({ changes: count() })
    .from(inboxChanges)
    .innerJoin(inboxes, eq(inboxes.userId, inboxChanges.userId))
    .where(
      and(
        eq(inboxChanges.userId, userId),
        // The newest ones only, so that this costs the same in a long life.
        sql`${inboxChanges.seq} > ${inboxes.lastSeq} - ${10 * many}`,
        eq(inboxChanges.conversationId, conversationId),
        eq(inboxChanges.kind, "reaction"),
        gt(inboxChanges.at, new Date(at.getTime() - FLOOD_MS)),
      ),
    );
  if ((found?.changes ?? 0) >= many) {
    throw new DomainError("rate_limited", { retryAfter: "10 minutes" });
  }
}
