import { asc, eq, inArray, lt } from "drizzle-orm";
import { driverOf, getDb, type Tx } from "#db/client";
import { inboxChanges, inboxes } from "#db/schema";
import type { Id } from "#lib/ids";
import { addDays, now } from "#lib/time";

/** Who was away for longer loads the inbox anew. */
const KEPT_DAYS = 30;
const PEOPLE_AT_ONCE = 200;

/**
 * Removes the changes of more than 30 days ago, with everything numbered before them, and notes how far. Some people
 * at a time, each in one transaction. Returns how many changes were removed.
 */
export async function pruneInboxes(): Promise<{ removed: number }> {
  const before = addDays(now(), -KEPT_DAYS);
  let removed = 0;
  for (;;) {
    const pruned = await getDb().transaction((tx) => pruneSome(tx, before));
    if (pruned === null) return { removed };
    removed += pruned;
  }
}

/** Inboxes are locked in the order of their ids, like everywhere. Null when nobody is left. */
async function pruneSome(tx: Tx, before: Date): Promise<number | null> {
  const isOld = lt(inboxChanges.at, before);
  const people = await tx
    .selectDistinct({ userId: inboxChanges.userId })
    .from(inboxChanges)
    .where(isOld)
    .orderBy(asc(inboxChanges.userId))
    .limit(PEOPLE_AT_ONCE);
  if (people.length === 0) return null;
  const userIds = people.map(({ userId }) => userId);
  await tx
    .select({ userId: inboxes.userId })
    .from(inboxes)
    .where(inArray(inboxes.userId, userIds))
    .orderBy(asc(inboxes.userId))
    .for("update");
  let removed = 0;
  for (const userId of userIds) removed += await pruneOne(tx, userId, before);
  return removed;
}

async function pruneOne(tx: Tx, userId: Id<"usr">, before: Date): Promise<number> {
  const [gone] = await driverOf(tx)<{ prunedSeq: string | null; removed: number }[]>`
    with gone as (
      delete from inbox_changes where user_id = ${userId} and seq <= (
        select max(seq) from inbox_changes where user_id = ${userId} and at < ${before.toISOString()})
      returning seq
    )
    select max(seq) as "prunedSeq", count(*)::int as removed from gone`;
  if (!gone?.prunedSeq) return 0;
  await tx
    .update(inboxes)
    .set({ prunedSeq: Number(gone.prunedSeq) })
    .where(eq(inboxes.userId, userId));
  return gone.removed;
}
