import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { blocks } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { limitPerson } from "#lib/auth/limit-person";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { announce } from "./internal/announce.ts";
import { lockSharedConversations } from "./internal/locks.ts";
import { type BlockInput, blockInput } from "./schema.ts";

/**
 * From now on neither of the two can write to the other, in any conversation; what was written stays. Blocking again
 * changes nothing. Throws `not_found` for a person with whom the actor has no conversation.
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
    await limitPerson(tx, actor.userId, "blockedPeople", () =>
      tx.$count(blocks, eq(blocks.blockerId, actor.userId)),
    );
    const to = [actor.userId, userId];
    for (const conversationId of shared) {
      await announce(tx, { to, conversationId, kind: "blocking", at });
    }
  });
}
