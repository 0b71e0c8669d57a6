import { and, isNull, lte } from "drizzle-orm";
import { inTransaction } from "#db/client";
import { sanctions } from "#db/schema";
import { now } from "#lib/time";

/**
 * Notes which sanctions are over, so that what they kept off the board is listed again. They have no effect after their
 * end whether or not this has run. Returns how many there were.
 */
export async function endSanctions(): Promise<number> {
  const at = now();
  const isOver = and(isNull(sanctions.endedAt), lte(sanctions.endsAt, at));
  const ended = await inTransaction(undefined, (tx) =>
    tx.update(sanctions).set({ endedAt: at }).where(isOver).returning({ id: sanctions.id }),
  );
  return ended.length;
}
