import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { participants } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { announce } from "./internal/announce.ts";
import { lockConversation } from "./internal/locks.ts";
import { type FileConversationInput, fileConversationInput } from "./schema.ts";

/**
 * Archives the actor's own side of a conversation or brings it back, or marks it as unread; the other person's stays as
 * it is and they learn nothing. A conversation without a message cannot be unread. Throws `not_found`.
 */
export async function fileConversation(
  actor: Actor,
  input: FileConversationInput,
  tx?: Tx,
): Promise<void> {
  const { conversationId, ...wanted } = fileConversationInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { own, lastSeq, at } = await lockConversation(tx, actor, conversationId);
    const isArchived = wanted.isArchived ?? own.archivedAt !== null;
    const isMarkedUnread = (wanted.isMarkedUnread ?? own.isMarkedUnread) && lastSeq > 0;
    const isAsBefore =
      isArchived === (own.archivedAt !== null) && isMarkedUnread === own.isMarkedUnread;
    if (isAsBefore) return;
    await tx
      .update(participants)
      .set({ archivedAt: isArchived ? (own.archivedAt ?? at) : null, isMarkedUnread })
      .where(
        and(eq(participants.conversationId, conversationId), eq(participants.userId, actor.userId)),
      );
    await announce(tx, { to: [actor.userId], conversationId, kind: "filed", at });
  });
}
