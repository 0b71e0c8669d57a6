import { driverOf, type Tx } from "#db/client";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";

/** The person's other tabs and devices count anew. Locks their inbox, so it comes last in a transaction. */
export async function tellBell(tx: Tx, userId: Id<"usr">): Promise<void> {
  await driverOf(tx)`
    select inbox_announce(array[${userId}]::text[], null, 'bell', null, ${now().toISOString()}::timestamptz)`;
}
