import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { messages } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { type LockedConversation, lockConversation } from "./lock-conversation.ts";

export type LockedMessage = {
  readonly conversation: LockedConversation;
  readonly message: typeof messages.$inferSelect;
};

/** A message under the lock of its conversation. Throws `not_found`, also for who is not in the conversation. */
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
