import { driverOf, type Tx } from "#db/client";
import { type Id, isId } from "#lib/ids";
import type { InboxChange } from "../schema.ts";

/**
 * Numbers one change for each of these people and wakes their listeners when the transaction commits. Locks their
 * inboxes until then, in the order of their ids: always the last thing that a transaction does.
 */
export async function announce(
  tx: Tx,
  change: {
    to: readonly Id<"usr">[];
    conversationId: Id<"cnv">;
    /** The others are noted by what they are about, in db/migrations. */
    kind: Exclude<InboxChange["kind"], "news" | "event" | "bell">;
    messageSeq?: number;
    at: Date;
  },
): Promise<void> {
  const { to, conversationId, kind, messageSeq, at } = change;
  await driverOf(tx)`
    select inbox_announce(
      ${[...to]}::text[], ${conversationId}, ${kind}, ${messageSeq ?? null}::bigint, ${at.toISOString()}::timestamptz)`;
}

/** The channels of NOTIFY, and what travels on them: ids and numbers, never content. */
export const CHANGE_CHANNEL = "inbox";
export const TYPING_CHANNEL = "inbox_typing";
/** Sent by the database whenever a session's row is deleted, with its id. */
export const SESSION_CHANNEL = "session_ended";

export type ChangeNotice = { readonly userId: Id<"usr">; readonly seq: number };
export type TypingNotice = { readonly userId: Id<"usr">; readonly conversationId: Id<"cnv"> };

/** Reads what `inbox_announce` sends, "usr_…:12 usr_…:7". Anything of another form is left out. */
export function parseChangeNotices(payload: string): ChangeNotice[] {
  return payload.split(" ").flatMap((part) => {
    const [userId, number] = part.split(":");
    const seq = Number(number);
    return isId("usr", userId) && Number.isSafeInteger(seq) && seq > 0 ? [{ userId, seq }] : [];
  });
}

/** The person who is told, and the conversation in which the other one is typing: "usr_… cnv_…". */
export function formatTypingNotice({ userId, conversationId }: TypingNotice): string {
  return `${userId} ${conversationId}`;
}

export function parseTypingNotice(payload: string): TypingNotice | null {
  const [userId, conversationId] = payload.split(" ");
  return isId("usr", userId) && isId("cnv", conversationId) ? { userId, conversationId } : null;
}
