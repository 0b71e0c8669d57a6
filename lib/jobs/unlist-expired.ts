import { sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { jobProposalCounts, jobSearch } from "#db/schema";
import { now } from "#lib/time";

const AT_ONCE = 500;

/**
 * Takes jobs that have expired out of the search tables' indexes, some at a time. Nobody sees a difference, because
 * every list compares with the present: this only keeps lists from reading past what expired long ago. Returns how many
 * there were.
 */
export async function unlistExpired(): Promise<number> {
  let unlisted = 0;
  for (;;) {
    const count = await unlistSome();
    unlisted += count;
    if (count < AT_ONCE) return unlisted;
  }
}

/** Leaves out jobs that somebody is changing: whoever does keeps their rows. */
function unlistSome(): Promise<number> {
  return getDb().transaction(async (tx) => {
    const rows = await tx.execute<{ jobId: string }>(sql`
      update ${jobSearch} set is_open = false where job_id in (
        select job_id from ${jobSearch} where is_open and expires_at <= ${now().toISOString()}::timestamptz
        order by expires_at limit ${AT_ONCE} for update skip locked)
      returning job_id as "jobId"`);
    const ids = rows.map(({ jobId }) => jobId);
    if (ids.length > 0) {
      await tx.execute(sql`
        update ${jobProposalCounts} set is_open = false where job_id = any (${sql.param(ids)}::text[])`);
    }
    return ids.length;
  });
}
