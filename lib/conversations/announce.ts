import { driverOf, type Tx } from "#db/client";
import type { Id } from "#lib/ids";
import type { InboxChange } from "./schema.ts";

/**
 * Numbers one change for each of these people and wakes whoever listens for them, when the transaction commits. Locks
 * their inboxes until then, in the order of their ids: always the last thing that a transaction does.
 */
export async function announce(
  tx: Tx,
  change: {
    to: readonly Id<"usr">[];
    conversationId: Id<"cnv">;
    kind: InboxChange["kind"];
    messageSeq?: number;
    at: Date;
  },
): Promise<void> {
  const { to, conversationId, kind, messageSeq, at } = change;
  await driverOf(tx)`
    select inbox_announce(
      ${[...to]}::text[], ${conversationId}, ${kind}, ${messageSeq ?? null}::bigint, ${at.toISOString()}::timestamptz)`;
}
