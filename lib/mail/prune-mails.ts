import { driverOf, getDb } from "#db/client";
import { addDays, now } from "#lib/time";

const KEPT_DAYS = 30;
const AT_ONCE = 1_000;

/** Removes mails that were written a month ago and wait no longer. Returns how many. */
export async function pruneMails(): Promise<{ removed: number }> {
  const before = addDays(now(), -KEPT_DAYS).toISOString();
  let removed = 0;
  for (;;) {
    const gone = await driverOf(getDb())`
      delete from mails where id in (
        select id from mails where created_at < ${before} and status <> 'waiting'
        order by created_at limit ${AT_ONCE})`;
    removed += gone.count;
    if (gone.count < AT_ONCE) return { removed };
  }
}
