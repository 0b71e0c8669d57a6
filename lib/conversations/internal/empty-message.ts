import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { messageReactions, messages, participants } from "#db/schema";
import { removeAttached } from "#lib/files/remove-file";
import { announce } from "./announce.ts";
import { keepWords } from "./keep-words.ts";
import type { LockedMessage } from "./locks.ts";

/**
 * Leaves only the place of a message: words and files are removed, and it is no longer unread. What it was is
 * kept as a hash. Tells both people.
 */
export async function emptyMessage(tx: Tx, { conversation, message }: LockedMessage) {
  const { conversationId, at, everybody, others } = conversation;
  const { seq } = message;
  await keepWords(tx, { conversation, message }, []);
  const deleted = { body: "", editedAt: null, deletedAt: at };
  await tx
    .update(messages)
    .set(deleted)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.seq, seq)));
  await tx
    .delete(messageReactions)
    .where(and(eq(messageReactions.conversationId, conversationId), eq(messageReactions.seq, seq)));
  await removeAttached(tx, { conversationId, messageSeq: seq });
  if (seq > others.lastReadSeq) {
    await tx
      .update(participants)
      .set({ unreadCount: sql`${participants.unreadCount} - 1` })
      .where(
        and(
          eq(participants.conversationId, conversationId),
          eq(participants.userId, others.userId),
        ),
      );
  }
  await announce(tx, { to: everybody, conversationId, kind: "delete", messageSeq: seq, at });
  return { ...message, ...deleted };
}
