import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import type { Id } from "#lib/ids";
import { COUNTED_MOST } from "#lib/paging";
import type { Search } from "#lib/search/queries/words";
import {
  ANY_TERM,
  all,
  any,
  budgetTerms,
  categoryTerm,
  not,
  releaseTerm,
  SEGMENT,
  skillTerm,
  template,
  wordTerm,
} from "#lib/search/terms";
import { addDays, now } from "#lib/time";
import type { JobFilters } from "../filters.ts";
import type { Place } from "../place.ts";

/*
 * Which jobs pass the board's filters, in its order. Every statement here stops when it has what it needs, so its work
 * does not grow with what matches (docs/decisions/095-search.md).
 */

/** The board's filters as the database is asked. */
export type Wanted = {
  readonly filters: JobFilters;
  /** What the text must match, from the best to the weakest; none without a text. */
  readonly levels: readonly string[];
  /** What must match besides. */
  readonly others: string;
  /** Only jobs posted from then on, as ISO text. */
  readonly since: string | null;
  /** Budget from and to, age, phrases and excluded phrases. */
  readonly limits: SQL;
  /** Nothing but the budget and the age narrows it. */
  readonly isPlain: boolean;
};

/** No job meets it. */
const NOTHING = all([ANY_TERM, not(ANY_TERM)]);

/** A job and its key in the board's order, as its cursor has it. */
export type Found = { readonly jobId: Id<"job">; readonly key: number };

/** All skills here are folded. */
export function wantedJobs(
  filters: JobFilters,
  skills: readonly string[],
  search: Search,
  {
    ownSkills = [],
    from = null,
  }: {
    /** The viewer's, of which a job must ask for one if the filters say so. */
    ownSkills?: readonly string[];
    /** What was posted before is left out, whatever the filters say. */
    from?: Date | null;
  } = {},
): Wanted {
  const others = all([
    any(filters.categories.map(categoryTerm)),
    ...skills.map(skillTerm),
    filters.releaseRule ? releaseTerm(filters.releaseRule) : "",
    ...search.excluded.map(not),
    ...(filters.isMatching ? [any(ownSkills.map(skillTerm)) || NOTHING] : []),
    // Signs without a word in them are found nowhere.
    ...(filters.q !== "" && search.words.length === 0 ? [NOTHING] : []),
  ]);
  const { levels, phrases, excludedPhrases } = search;
  const isPlain = levels.length === 0 && others === "" && excludedPhrases.length === 0;
  const { minCents, maxCents, postedDays } = filters;
  const starts = [from, postedDays && addDays(now(), -postedDays)].flatMap((time) => time || []);
  const since = starts.length === 0 ? null : latest(starts).toISOString();
  const limits = sql`${minCents}::bigint, ${maxCents}::bigint, ${since}::timestamptz,
    ${texts(phrases)}, ${texts(excludedPhrases)}`;
  return { filters, levels, others, since, limits, isPlain };
}

function latest(times: readonly Date[]): Date {
  return new Date(Math.max(...times.map((time) => time.getTime())));
}

/** What is known of all jobs that pass, after looking for them once. */
export type Matches = {
  /** How many there are, up to one more than was asked for. */
  readonly total: number;
  /** All of them, in no order, where they are few enough to be sorted one by one; null for more. */
  readonly ids: readonly Id<"job">[] | null;
  /** Of how many of the newest segments the newest of them are. */
  readonly spread: number;
};

/** So many are ranked one by one for the best match; of more, the better half of the levels is found before the rest. */
const FEW = 150;

/** Looks for the jobs that pass, until there is one more than `most`. */
export async function findMatches(
  reader: Reader,
  wanted: Wanted,
  most = COUNTED_MOST,
): Promise<Matches> {
  const some = isByAge(wanted)
    ? newest(wanted, "", null, most + 1)
    : sql`select * from search_some_jobs(${templateOf(wanted)}::text, ${wanted.limits}, ${most + 1}::int)`;
  const few = isRanked(wanted) ? FEW - 1 : COUNTED_MOST;
  const [row] = await reader.execute<Matches>(sql`
    with found as materialized (${some}),
      counted as (select count(*)::int as total, min(created_at) as oldest from found)
    select total, (select count(*)::int from search_segments where starts_at > oldest) + 1 as spread,
      case when total <= ${few}::int then array(select job_id from found) end as ids
    from counted`);
  if (!row) throw new Error("PostgreSQL counted nothing");
  return row;
}

function isRanked({ filters, levels }: Wanted): boolean {
  return filters.sort === "match" && levels.length > 0;
}

/** The index of open jobs by time has them in order. */
function isByAge({ isPlain, filters }: Wanted): boolean {
  return isPlain && filters.minCents === null && filters.maxCents === null;
}

/** How many open jobs have exactly this word, up to one more than COUNTED_MOST. */
export async function countWord(reader: Reader, word: string): Promise<number> {
  const [row] = await reader.execute<{ n: number }>(sql`
    select count(*)::int as n
    from search_some_jobs(${wordTerm(word)}::text, null, null, null, null, null, ${COUNTED_MOST + 1}::int)`);
  return row?.n ?? 0;
}

export type ValueCount = {
  readonly [column: string]: unknown;
  readonly category: string;
  readonly releaseRule: string;
  readonly n: number;
};

/** How many of the newest COUNTED_MOST have each category and each release rule. */
export async function countValues(reader: Reader, wanted: Wanted) {
  return reader.execute<ValueCount>(sql`
    select category, release_rule as "releaseRule", count(*)::int as n
    from (${newest(wanted, templateOf(wanted), null, COUNTED_MOST)}) found group by 1, 2`);
}

/** Of the jobs that pass, those after `place`, up to `limit`, in the order that the filters name. */
export async function listFound(
  reader: Reader,
  wanted: Wanted,
  matches: Matches,
  { place, limit }: Part,
): Promise<readonly Found[]> {
  if (matches.ids) return sortFew(reader, wanted, matches.ids, { place, limit });
  switch (wanted.filters.sort) {
    case "match":
      return listBest(reader, wanted, { place, limit }, { areMany: true });
    case "newest":
      return listNewest(reader, wanted, { place, limit });
    case "budget":
    case "fewest":
    case "closing":
      return listSorted(reader, wanted, matches, { place, limit });
  }
}

/** A part of a list: so many after a place. */
export type Part = { readonly place: Place | null; readonly limit: number };

/** The newest of them, which can be listed before anything is counted. */
export async function listNewest(
  reader: Reader,
  wanted: Wanted,
  { place, limit }: Part,
): Promise<readonly Found[]> {
  return reader.execute<Found>(sql`
    select job_id as "jobId", (extract(epoch from created_at) * 1000)::float8 as key
    from (${newest(wanted, templateOf(wanted), place, limit)}) found`);
}

/** The newest open jobs that ask for one of these skills, which are folded. */
export async function listWithSkills(
  reader: Reader,
  skills: readonly string[],
  limit: number,
): Promise<Id<"job">[]> {
  const conditions = any(skills.map(skillTerm));
  const rows = await reader.execute<{ jobId: Id<"job"> }>(sql`
    select job_id as "jobId"
    from search_jobs(${conditions}::text, null, null, null, null, null, null, null, ${limit}::int)`);
  return rows.map(({ jobId }) => jobId);
}

/**
 * The best matches. Their key is the level, 1 for the weakest, and the time together. `areMany`: more than FEW match.
 */
export async function listBest(
  reader: Reader,
  wanted: Wanted,
  part: Part,
  { areMany }: { readonly areMany: boolean },
): Promise<readonly Found[]> {
  const end = wanted.levels.length;
  if (end === 0) return listNewest(reader, wanted, part);
  return listLevels(reader, wanted, { best: 0, end, areMany, ...part });
}

type Levels = Part & {
  /** The first of these levels, and the one behind the last. */
  readonly best: number;
  readonly end: number;
  /** More than FEW match, so nobody has to look. */
  readonly areMany?: boolean;
};

/** Level by level, the newest first in each. Better levels are mostly rare, so several of them cost one search. */
async function listLevels(
  reader: Reader,
  wanted: Wanted,
  { best, end, place, limit, areMany = false }: Levels,
): Promise<readonly Found[]> {
  const from = place ? Math.max(best, wanted.levels.length - Math.floor(place.key / LEVEL)) : best;
  if (from >= end) return [];
  if (!areMany || from > best) {
    const few = await listLevel(reader, wanted, { best: from, end, place: null, limit: FEW });
    if (few.length < FEW) {
      const ids = few.map(({ jobId }) => jobId);
      return sortFew(reader, wanted, ids, { place, limit });
    }
    if (end - from === 1 && !place && limit <= FEW) return few.slice(0, limit);
  }
  if (end - from === 1) return listLevel(reader, wanted, { best: from, end, place, limit });
  const middle = Math.ceil((from + end) / 2);
  const better = await listLevels(reader, wanted, { best: from, end: middle, place, limit });
  if (better.length === limit) return better;
  const rest = { best: middle, end, place, limit: limit - better.length };
  return [...better, ...(await listLevels(reader, wanted, rest))];
}

/** The newest of these levels, with the key of the first of them: the key of all where there is one. */
async function listLevel(
  reader: Reader,
  wanted: Wanted,
  { best, end, place, limit }: Levels,
): Promise<readonly Found[]> {
  const level = wanted.levels.length - best;
  const isWithin = place !== null && Math.floor(place.key / LEVEL) === level;
  const within = isWithin ? { ...place, key: place.key % LEVEL } : null;
  return reader.execute<Found>(sql`
    select job_id as "jobId", ${level} * ${LEVEL}::float8 + (extract(epoch from created_at) * 1000)::float8 as key
    from (${newest(wanted, templateOf(wanted, { best, end }), within, limit)}) found`);
}

/** More than any time in milliseconds that a cursor may have. */
const LEVEL = 10_000_000_000_000;

/** All of them are known, so none has to be searched for again. */
async function sortFew(
  reader: Reader,
  wanted: Wanted,
  ids: readonly Id<"job">[],
  { place, limit }: Part,
): Promise<readonly Found[]> {
  if (ids.length === 0) return [];
  return firstOf(
    reader,
    wanted,
    sql`select j.job_id as "jobId", ${keyOf(wanted)} as key
      from job_search j join job_proposal_counts c using (job_id)
      where j.job_id = any (${sql.param([...ids])}::text[])`,
    { place, limit },
  );
}

/** The first of these jobs, which have a key, after a place. */
export function firstOf(
  reader: Reader,
  { filters }: Wanted,
  keyed: SQL,
  { place, limit }: Part,
): Promise<readonly Found[]> {
  const sign = ["fewest", "closing"].includes(filters.sort) ? -1 : 1;
  const after = place
    ? sql`where (key * ${sign}, "jobId") < (${place.key * sign}::float8, ${place.jobId})`
    : sql``;
  return reader.execute<Found>(sql`select "jobId", key from (${keyed}) keyed ${after}
    order by key * ${sign} desc, "jobId" desc limit ${limit}`);
}

/** The key of a row of `job_search j` with its `job_proposal_counts c`. */
export function keyOf(wanted: Wanted): SQL<number> {
  switch (wanted.filters.sort) {
    case "newest":
      return timeKey;
    case "budget":
      return sql`j.budget_cents::float8`;
    case "fewest":
      return sql`c.proposal_count::float8`;
    case "closing":
      return sql`(extract(epoch from j.expires_at) * 1000)::float8`;
    case "match":
      return levelKey(wanted);
  }
}

function levelKey({ levels }: Wanted): SQL<number> {
  if (levels.length === 0) return timeKey;
  const ranks = levels.map(
    (level, index) => sql`when ${isMet(level)} then ${levels.length - index}::int`,
  );
  return sql`((case ${sql.join(ranks, sql` `)} end)::float8 * ${LEVEL}::float8 + ${timeKey})`;
}

/** True for a row of `job_search j` that meets these conditions. */
export function isMet(conditions: string): SQL<boolean> {
  return sql`j.terms @@ replace(${conditions}::text, ${SEGMENT}::text, j.segment)::tsquery`;
}

const timeKey = sql<number>`(extract(epoch from j.created_at) * 1000)::float8`;

async function listSorted(
  reader: Reader,
  wanted: Wanted,
  { spread }: Matches,
  { place, limit }: Part,
): Promise<readonly Found[]> {
  const key = place === null ? null : place.key;
  return reader.execute<Found>(sql`
    select job_id as "jobId", sort_key::float8 as key
    from search_jobs_sorted(${wanted.filters.sort}, ${templateOf(wanted)}::text, ${wanted.isPlain}::boolean,
      ${wanted.limits}, ${spread}::int, ${key}::bigint, ${place?.jobId ?? null}::text, ${limit}::int)`);
}

/** The newest that match. Without any condition on words, the index of open jobs by time has them in order. */
function newest(wanted: Wanted, conditions: string, place: Place | null, limit: number): SQL {
  const at = place === null ? null : new Date(place.key).toISOString();
  if (!isByAge(wanted)) {
    return sql`select * from search_jobs(${conditions}::text, ${wanted.limits},
      ${at}::timestamptz, ${place?.jobId ?? null}::text, ${limit}::int)`;
  }
  const since = wanted.since === null ? sql`` : sql`and created_at >= ${wanted.since}::timestamptz`;
  const before = place
    ? sql`and (created_at, job_id) < (${at}::timestamptz, ${place.jobId})`
    : sql``;
  return sql`select job_id, created_at, category, release_rule from job_search
    where is_open and (expires_at > now()) is true ${since} ${before}
    order by created_at desc, job_id desc limit ${limit}`;
}

/**
 * What must match; of some levels only, if these are named. The budget's terms are many, so they only help where no
 * word does: the row itself says whether it is within.
 */
export function templateOf(
  { levels, others, filters }: Wanted,
  { best, end }: Pick<Levels, "best" | "end"> = { best: 0, end: levels.length },
): string {
  const text = levels[end - 1];
  // Each level includes those before it.
  const better = levels[best - 1];
  const { minCents, maxCents } = filters;
  const budget = text ? "" : any(budgetTerms(minCents, maxCents));
  return template([text ?? ANY_TERM, better ? not(better) : "", others, budget]);
}

function texts(values: readonly string[]): SQL {
  if (values.length === 0) return sql`null::text[]`;
  return sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}
