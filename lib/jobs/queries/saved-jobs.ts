import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { isHidden } from "#lib/standing/queries";
import {
  type Found,
  firstOf,
  isMet,
  keyOf,
  type Part,
  templateOf,
  type ValueCount,
  type Wanted,
} from "./found-jobs.ts";

/*
 * The viewer's saved jobs, whatever became of them. A person saves at most a thousand (docs/decisions/072), so all of
 * them are read.
 */

export async function countSaved(
  reader: Reader,
  actor: Actor | null,
  wanted: Wanted,
): Promise<number> {
  const [row] = await reader.execute<{ n: number }>(
    sql`select count(*)::int as n from (${savedJobs(actor, wanted)}) saved`,
  );
  return row?.n ?? 0;
}

export async function countSavedValues(reader: Reader, actor: Actor | null, wanted: Wanted) {
  return reader.execute<ValueCount>(sql`
    select category, release_rule as "releaseRule", count(*)::int as n
    from (${savedJobs(actor, wanted)}) saved group by 1, 2`);
}

export async function listSaved(
  reader: Reader,
  actor: Actor | null,
  wanted: Wanted,
  part: Part,
): Promise<readonly Found[]> {
  return firstOf(reader, wanted, savedJobs(actor, wanted), part);
}

function savedJobs(actor: Actor | null, wanted: Wanted): SQL {
  return sql`select j.job_id as "jobId", j.category, j.release_rule, ${keyOf(wanted)} as key
    from saved_jobs s join job_search j on j.job_id = s.job_id
    join job_proposal_counts c on c.job_id = s.job_id,
    (select ${wanted.limits}) limits (lowest, highest, since, has, lacks)
    where s.user_id = ${actor?.userId ?? null} and not ${isHidden(sql`s.job_id`)} and ${isMet(templateOf(wanted))}
      and j.budget_cents between coalesce(lowest, 0) and coalesce(highest, ${Number.MAX_SAFE_INTEGER})
      and j.created_at >= coalesce(since, '-infinity') and (has is null or j.words like all (has)) and (lacks is null or j.words not like all (lacks))`;
}
