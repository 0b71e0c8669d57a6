import { inTransaction, type Tx } from "#db/client";
import { blocks } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { announce } from "./announce.ts";
import { lockSharedConversations } from "./lock-shared-conversations.ts";
import { type BlockInput, blockInput } from "./schema.ts";

/**
 * From now on neither of the two writes to the other, in any conversation; what was written stays. Blocking again
 * changes nothing. Throws `not_found` for somebody with whom the actor has no conversation.
 */
export async function blockPerson(actor: Actor, input: BlockInput, tx?: Tx): Promise<void> {
  const { userId } = blockInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const shared = await lockSharedConversations(tx, actor.userId, userId);
    if (shared.length === 0) throw new DomainError("not_found");
    const at = now();
    const [made] = await tx
      .insert(blocks)
      .values({ blockerId: actor.userId, blockedId: userId, createdAt: at })
      .onConflictDoNothing()
      .returning();
    if (!made) return;
    const to = [actor.userId, userId];
    for (const conversationId of shared) {
      await announce(tx, { to, conversationId, kind: "blocking", at });
    }
  });
}
