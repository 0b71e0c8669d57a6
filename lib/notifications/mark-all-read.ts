import { driverOf, inTransaction, type Tx } from "#db/client";
import { now } from "#lib/time";
import { tellBell } from "./internal/tell-bell.ts";
import type { Person } from "./queries.ts";

/** Everything that the person was told is read. */
export async function markAllRead({ userId }: Person, tx?: Tx): Promise<void> {
  await inTransaction(tx, async (tx) => {
    const read = await driverOf(tx)`
      update notifications set read_at = ${now().toISOString()}
      where user_id = ${userId} and read_at is null`;
    if (read.count > 0) await tellBell(tx, userId);
  });
}
