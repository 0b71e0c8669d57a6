import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { blocks } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { announce } from "./internal/announce.ts";
import { lockSharedConversations } from "./internal/locks.ts";
import { type BlockInput, blockInput } from "./schema.ts";

/**
 * Lifts the actor's own block; a block by the other person stands. If there is none, nothing changes. Throws
 * `not_found` for a person with whom the actor has no conversation.
 */
export async function unblockPerson(actor: Actor, input: BlockInput, tx?: Tx): Promise<void> {
  const { userId } = blockInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const shared = await lockSharedConversations(tx, actor.userId, userId);
    if (shared.length === 0) throw new DomainError("not_found");
    const [lifted] = await tx
      .delete(blocks)
      .where(and(eq(blocks.blockerId, actor.userId), eq(blocks.blockedId, userId)))
      .returning();
    if (!lifted) return;
    const to = [actor.userId, userId];
    for (const conversationId of shared) {
      await announce(tx, { to, conversationId, kind: "blocking", at: now() });
    }
  });
}
