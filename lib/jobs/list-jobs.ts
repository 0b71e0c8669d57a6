import { and, count, desc, eq, gte, inArray, lte, type SQL, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { jobs } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { addDays, now } from "#lib/time";
import { type JobFilters, type JobSort, listActiveFilters } from "./filters.ts";
import { isSavedBy, proposalCount, selectJobRows, toRowView } from "./queries/job-rows.ts";
import { matchesSearch, resemblesSearch, searchRank } from "./queries/search-terms.ts";
import type { JobRowView } from "./schema.ts";

const PAGE_SIZE = 30;
const MAX_PAGE_SIZE = 100;

export type JobPage = {
  readonly jobs: readonly JobRowView[];
  /** All jobs that match, not only those of this page. */
  readonly total: number;
  /** Hand it back as `after` for the next page; null on the last one. */
  readonly next: string | null;
  /** True when nothing had exactly these words, so that similar spellings are shown. */
  readonly isApproximate: boolean;
  /** With no result at all: the one filter without which there is most to see; null when no single one helps. */
  readonly emptyBecause: EmptyBecause | null;
};
export type EmptyBecause = {
  readonly label: string;
  readonly without: JobFilters;
  readonly wouldFind: number;
};

/**
 * One page of the board: the open jobs that pass `filters`, or of the viewer's saved ones whatever became of them.
 * The order is total (sort, then newest id), and a cursor stays valid while jobs come and go. Anybody may read;
 * `actor` only adds what is theirs.
 */
export async function listJobs(
  actor: Actor | null,
  filters: JobFilters,
  page: { after?: string; limit?: number } = {},
  reader: Reader = getDb(),
): Promise<JobPage> {
  const limit = Math.min(Math.max(page.limit ?? PAGE_SIZE, 1), MAX_PAGE_SIZE);
  const exact = await countJobs(reader, actor, filters, matchesSearch);
  const isApproximate = exact === 0 && filters.q !== "";
  const matches = isApproximate ? resemblesSearch : matchesSearch;
  const total = isApproximate ? await countJobs(reader, actor, filters, matches) : exact;
  if (total === 0) {
    const emptyBecause = await findEmptyBecause(reader, actor, filters);
    return { jobs: [], total, next: null, isApproximate: false, emptyBecause };
  }
  const { by, key } = orderOf(filters.sort, filters.q);
  const rows = await selectJobRows(reader, actor, key)
    .where(and(passes(actor, filters, matches), afterCursor(filters.sort, by, page.after)))
    .orderBy(desc(by), desc(jobs.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    jobs: shown.map((row) => toRowView(row, actor)),
    total,
    next: last && rows.length > limit ? `${last.sortKey}~${last.jobId}` : null,
    isApproximate,
    emptyBecause: null,
  };
}

/** How many open jobs pass, for "Show 38 jobs" in front of the list. */
async function countJobs(
  reader: Reader,
  actor: Actor | null,
  filters: JobFilters,
  matches: (q: string) => SQL = matchesSearch,
): Promise<number> {
  const [row] = await reader
    .select({ n: count() })
    .from(jobs)
    .where(passes(actor, filters, matches));
  return row?.n ?? 0;
}

async function findEmptyBecause(
  reader: Reader,
  actor: Actor | null,
  filters: JobFilters,
): Promise<EmptyBecause | null> {
  const found = await Promise.all(
    listActiveFilters(filters).map(async ({ label, without }) => ({
      label,
      without,
      wouldFind: await countJobs(reader, actor, without),
    })),
  );
  // Among equals the last one: rather a filter than the words that were searched for.
  const helpful = found.filter(({ wouldFind }) => wouldFind > 0).reverse();
  return helpful.sort((a, b) => b.wouldFind - a.wouldFind)[0] ?? null;
}

function passes(
  actor: Actor | null,
  filters: JobFilters,
  matches: (q: string) => SQL,
): SQL | undefined {
  return and(
    filters.isSaved ? isSavedBy(actor) : eq(jobs.status, "open"),
    filters.q ? matches(filters.q) : undefined,
    filters.categories.length ? inArray(jobs.category, [...filters.categories]) : undefined,
    ...filters.skills.map(hasSkill),
    filters.minCents ? gte(jobs.budgetCents, filters.minCents) : undefined,
    filters.maxCents ? lte(jobs.budgetCents, filters.maxCents) : undefined,
    filters.postedDays ? gte(jobs.createdAt, addDays(now(), -filters.postedDays)) : undefined,
    filters.releaseRule ? eq(jobs.releaseRule, filters.releaseRule) : undefined,
  );
}

/** Whatever the capitals: people write "react" and "React". */
function hasSkill(skill: string): SQL {
  return sql`lower(${jobs.skills}::text)::text[] @> array[${skill.toLowerCase()}::text]`;
}

/** What is sorted by, always descending, and the same as a whole number for the cursor. */
function orderOf(sort: JobSort, q: string): { by: SQL; key: SQL } {
  const order = (by: SQL) => ({ by, key: by });
  switch (sort) {
    case "match":
      return order(searchRank(q));
    case "newest":
      // The plain column, because that is what the board's index is sorted by.
      return { by: sql`${jobs.createdAt}`, key: sql`extract(epoch from ${jobs.createdAt}) * 1000` };
    case "budget":
      return order(sql`${jobs.budgetCents}`);
    case "fewest":
      return order(sql`-${proposalCount}`);
  }
}

/** A cursor that was made up is no cursor: the list starts anew. */
function afterCursor(sort: JobSort, by: SQL, after: string | undefined): SQL | undefined {
  const cursor = /^(-?\d{1,13})~(job_[0-9a-z]{26})$/.exec(after ?? "");
  if (!cursor) return undefined;
  const key = Number(cursor[1]);
  const value =
    sort === "newest" ? sql`${new Date(key).toISOString()}::timestamptz` : sql`${key}::bigint`;
  return sql`(${by}, ${jobs.id}) < (${value}, ${cursor[2]})`;
}
