import { asc, desc, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { jobSearch } from "#db/schema";
import { parseJobFilters } from "#lib/jobs/filters";
import { listJobs } from "#lib/jobs/queries/board";
import { getSearch } from "#lib/search/queries/words";
import { SEGMENT } from "#lib/search/terms";
import { makeWords, numbersFrom } from "./board-words.ts";

const SEARCHES = 200;
const SHOWN = 30;

/**
 * Which share of the first thirty jobs of the exact ranking are among the first thirty that the board shows, over 200
 * searches of one to three words. The exact ranking reads every open job, by the levels of docs/decisions/095-search.md
 * and then the newest first.
 */
export async function measureRecall(): Promise<number> {
  const [next, words] = [numbersFrom(5), makeWords()];
  let [expected, found] = [0, 0];
  for (let at = 0; at < SEARCHES; at += 1) {
    const limit = [300, 3000, 20_000][at % 3] ?? 300;
    const length = 1 + (Math.floor(at / 3) % 3);
    const q = Array.from({ length }, () => words[Math.floor(next() * limit)]).join(" ");
    const exact = await listExactly(q);
    const { jobs } = await listJobs(null, parseJobFilters({ q, exact: "1" }), { limit: SHOWN });
    const shown = new Set<string>(jobs.map(({ jobId }) => jobId));
    expected += exact.length;
    found += exact.filter((jobId) => shown.has(jobId)).length;
  }
  return found / expected;
}

async function listExactly(q: string): Promise<string[]> {
  const { levels } = await getSearch(getDb(), q);
  const isMet = (level: string) =>
    sql`${jobSearch.terms} @@ replace(${level}::text, ${SEGMENT}::text, ${jobSearch.segment})::tsquery`;
  const level = sql.join(
    levels.map((condition, index) => sql`when ${isMet(condition)} then ${sql.raw(String(index))}`),
    sql` `,
  );
  // Without an index, so that nothing of what is measured can be the same by mistake.
  return getDb().transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('enable_bitmapscan', 'off', true), set_config('statement_timeout', '0', true)`,
    );
    const rows = await tx
      .select({ jobId: jobSearch.jobId })
      .from(jobSearch)
      .where(sql`${jobSearch.isOpen} and ${isMet(levels.at(-1) ?? "")}`)
      .orderBy(asc(sql`case ${level} end`), desc(jobSearch.createdAt), desc(jobSearch.jobId))
      .limit(SHOWN);
    return rows.map(({ jobId }) => jobId);
  });
}
