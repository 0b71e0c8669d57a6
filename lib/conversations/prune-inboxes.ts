import { and, asc, eq, gt, lt } from "drizzle-orm";
import { driverOf, getDb, type Tx } from "#db/client";
import { inboxChanges, inboxes } from "#db/schema";
import type { Id } from "#lib/ids";
import { eachOf, sweepEach } from "#lib/sweep";
import { addDays, now } from "#lib/time";

/** A person who was away longer loads the inbox again. */
const KEPT_DAYS = 30;
const PEOPLE_AT_ONCE = 200;

type Person = { userId: Id<"usr"> };

/**
 * Removes changes older than 30 days, with everything numbered before them, and records how far. Each person in their
 * own transaction; one that fails stops no other, and is thrown at the end. Returns how many changes were removed.
 */
export async function pruneInboxes(): Promise<{ removed: number }> {
  const before = addDays(now(), -KEPT_DAYS);
  let removed = 0;
  await sweepEach(
    eachOf<Person>((after) => listPeople(before, after)),
    async ({ userId }) => {
      removed += await getDb().transaction((tx) => pruneOne(tx, userId, before));
    },
  );
  return { removed };
}

function listPeople(before: Date, after: Person | undefined): Promise<Person[]> {
  return getDb()
    .selectDistinct({ userId: inboxChanges.userId })
    .from(inboxChanges)
    .where(
      and(lt(inboxChanges.at, before), after ? gt(inboxChanges.userId, after.userId) : undefined),
    )
    .orderBy(asc(inboxChanges.userId))
    .limit(PEOPLE_AT_ONCE);
}

async function pruneOne(tx: Tx, userId: Id<"usr">, before: Date): Promise<number> {
  await tx.select().from(inboxes).where(eq(inboxes.userId, userId)).for("update");
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
