import { inArray } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { jobs } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { COUNTED_MOST, SHOWN_MOST } from "#lib/paging";
import { listSimilarWords } from "#lib/search/queries/corrections";
import { foldTexts, getSearch, type Search } from "#lib/search/queries/words";
import { replaceWord } from "#lib/search/replace-word";
import type { SearchWord } from "#lib/search/terms";
import { type JobFilters, listActiveFilters } from "../filters.ts";
import { formatPlace, parsePlace } from "../place.ts";
import type { JobCounts, JobRowView } from "../schema.ts";
import {
  countValues,
  countWord,
  type Found,
  findMatches,
  listFound,
  listNewest,
  type Part,
  type ValueCount,
  type Wanted,
  wantedJobs,
} from "./found-jobs.ts";
import { selectJobRows, toRowView } from "./job-rows.ts";
import { selectOwnSkills } from "./own-skills.ts";
import { countSaved, countSavedValues, listSaved } from "./saved-jobs.ts";

const PAGE_SIZE = 20;
/** So many of the words that may have been meant are tried. */
const CANDIDATES = 3;

export type JobPage = {
  readonly jobs: readonly JobRowView[];
  /** All jobs that match, not only those of this page; one more than COUNTED_MOST stands for all larger numbers. */
  readonly total: number;
  /** Pass it as `after` for the next page; null on the last one. */
  readonly next: string | null;
  /** Set when nothing had the words that were typed, and this page is for others that may have been meant. */
  readonly correctedTo: string | null;
  /**
   * When there is no result at all: the one filter whose removal would show the most; null when no single one helps.
   */
  readonly emptyBecause: EmptyBecause | null;
  /** What matches the viewer's skills was asked for, and the viewer has none. */
  readonly lacksSkills: boolean;
};
export type EmptyBecause = {
  readonly label: string;
  readonly without: JobFilters;
  readonly wouldFind: number;
};

/**
 * One page of the board: the open jobs that pass `filters`, or the viewer's saved ones whatever became of them. The
 * order is total (sort, then newest), and a cursor stays valid while jobs come and go. A typing error is corrected when
 * nothing matches it, unless the filters refuse that. Anyone may read; `actor` only adds what is theirs.
 */
export async function listJobs(
  actor: Actor | null,
  filters: JobFilters,
  { after, limit: size = PAGE_SIZE }: { after?: string; limit?: number } = {},
  reader: Reader = getDb(),
): Promise<JobPage> {
  const limit = Math.min(Math.max(size, 1), SHOWN_MOST);
  const view = { reader, actor, ownSkills: await selectOwnSkills(reader, actor) };
  const asked = await readFilters(view, filters);
  const page = { place: parsePlace(after), limit };
  const lacksSkills = filters.isMatching && view.ownSkills.length === 0;
  const found = await findPage(view, asked, page);
  if (found) return { ...found, correctedTo: null, lacksSkills };
  const q = filters.isExact ? null : await correctWords(view, filters.q, asked.search);
  if (q !== null) {
    const corrected = await findPage(view, await readFilters(view, { ...filters, q }), page);
    if (corrected) return { ...corrected, correctedTo: q, lacksSkills };
  }
  const emptyBecause = await findEmptyBecause(view, filters);
  return { jobs: [], total: 0, next: null, correctedTo: null, emptyBecause, lacksSkills };
}

/**
 * Counts for the filters' menus: each menu as if nothing were chosen in it. Of more than COUNTED_MOST jobs only the
 * newest are counted. Anyone may ask.
 */
export async function countJobs(
  actor: Actor | null,
  filters: JobFilters,
  reader: Reader = getDb(),
): Promise<JobCounts> {
  const view = await viewFor(reader, actor, filters);
  const count = (filters: JobFilters) => countRows(view, filters);
  const isNarrowed = filters.categories.length > 0 || filters.releaseRule !== null;
  const whole = isNarrowed ? null : count(filters);
  const [forCategories, forRules] = await Promise.all([
    whole ?? count({ ...filters, categories: [] }),
    whole ?? count({ ...filters, releaseRule: null }),
  ]);
  return {
    categories: sumBy(forCategories, ({ category }) => category),
    releaseRules: sumBy(forRules, ({ releaseRule }) => releaseRule),
    isOfNewest: [forCategories, forRules].some((rows) => totalOf(rows) >= COUNTED_MOST),
  };
}

/**
 * How many jobs of the board with these filters were posted after `seenAt`, up to one more than `most`. Words are not
 * corrected.
 */
export async function countJobsSince(
  actor: Actor,
  filters: JobFilters,
  { seenAt, most }: { seenAt: Date; most: number },
  reader: Reader = getDb(),
): Promise<number> {
  const view = await viewFor(reader, actor, filters);
  const { wanted } = await readFilters(view, filters, new Date(seenAt.getTime() + 1));
  return Math.min(await countWanted(view, wanted, most), most + 1);
}

async function countRows(view: View, filters: JobFilters): Promise<readonly ValueCount[]> {
  const { wanted } = await readFilters(view, filters);
  return filters.isSaved
    ? countSavedValues(view.reader, view.actor, wanted)
    : countValues(view.reader, wanted);
}

function sumBy(rows: readonly ValueCount[], read: (row: ValueCount) => string) {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[read(row)] = (counts[read(row)] ?? 0) + row.n;
  return counts;
}

function totalOf(rows: readonly ValueCount[]): number {
  return rows.reduce((sum, { n }) => sum + n, 0);
}

type View = {
  readonly reader: Reader;
  readonly actor: Actor | null;
  /** A freelancer's own, folded. */
  readonly ownSkills: readonly string[];
};
type Asked = { readonly wanted: Wanted; readonly search: Search };

/** Asks for the viewer's skills only where a filter is about them. */
async function viewFor(reader: Reader, actor: Actor | null, filters: JobFilters): Promise<View> {
  return {
    reader,
    actor,
    ownSkills: filters.isMatching ? await selectOwnSkills(reader, actor) : [],
  };
}

async function readFilters(
  { reader, ownSkills }: View,
  filters: JobFilters,
  from: Date | null = null,
): Promise<Asked> {
  const [search, skills] = await Promise.all([
    getSearch(reader, filters.q),
    foldTexts(reader, filters.skills),
  ]);
  return { wanted: wantedJobs(filters, skills, search, { ownSkills, from }), search };
}

function countWanted({ reader, actor }: View, wanted: Wanted, most?: number): Promise<number> {
  if (wanted.filters.isSaved) return countSaved(reader, actor, wanted);
  return findMatches(reader, wanted, most).then(({ total }) => total);
}

/** A page, or null when nothing matches. */
async function findPage(view: View, asked: Asked, { place, limit }: Part) {
  const { total, found } = await findRows(view, asked, { place, limit: limit + 1 });
  return total === 0 ? null : { ...(await toJobPage(view, found, limit, asked.search)), total };
}

/** What was found by counting is not searched for again. */
async function findRows({ reader, actor }: View, { wanted, search }: Asked, part: Part) {
  if (wanted.filters.isSaved) {
    const [total, found] = await Promise.all([
      countSaved(reader, actor, wanted),
      listSaved(reader, actor, wanted, part),
    ]);
    return { total, found };
  }
  // The newest are listed meanwhile, unless it is likely that there are none.
  const isListed = wanted.filters.sort === "newest" && !search.words.some(isUnknown);
  const [matches, newest] = await Promise.all([
    findMatches(reader, wanted),
    isListed ? listNewest(reader, wanted, part) : null,
  ]);
  const found = newest ?? (await listFound(reader, wanted, matches, part));
  return { total: matches.total, found };
}

/** The rows of `limit + 1` jobs that were asked for. Only the jobs of this page are read. */
async function toJobPage(
  { reader, actor, ownSkills }: View,
  found: readonly Found[],
  limit: number,
  { marks }: Search,
) {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const ids = shown.map(({ jobId }) => jobId);
  const rows =
    ids.length === 0
      ? []
      : await selectJobRows(reader, actor, {
          isSearched: marks.length > 0,
          skills: ownSkills,
        }).where(inArray(jobs.id, ids));
  const byId = new Map(rows.map((row) => [row.jobId, row]));
  return {
    jobs: ids.flatMap((jobId) => {
      const row = byId.get(jobId);
      return row ? [toRowView(row, actor, marks)] : [];
    }),
    next: last && found.length > limit ? formatPlace(last) : null,
    emptyBecause: null,
  };
}

/** `q` with words that jobs have instead of those that none has; null when there is nothing to correct, or no way to. */
async function correctWords(view: View, q: string, search: Search): Promise<string | null> {
  let corrected = q;
  for (const word of search.words.filter(isUnknown)) {
    const better = await findBetterWord(view, word.word);
    if (better === null) return null;
    corrected = replaceWord(corrected, word.word, better);
  }
  return corrected === q ? null : corrected;
}

function isUnknown({ isKnown, isGram, synonyms }: SearchWord): boolean {
  return !isKnown && !isGram && synonyms.length === 0;
}

/** Of the words that are spelled almost like it, the one that most open jobs have. */
async function findBetterWord({ reader }: View, word: string): Promise<string | null> {
  const candidates = (await listSimilarWords(reader, word)).slice(0, CANDIDATES);
  // There is nothing to compare: whether jobs with it are open shows when they are listed.
  if (candidates.length < 2) return candidates[0] ?? null;
  const counted = await Promise.all(
    candidates.map(async (word) => ({ word, n: await countWord(reader, word) })),
  );
  const [best] = counted.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
  return best?.word ?? null;
}

async function findEmptyBecause(view: View, filters: JobFilters): Promise<EmptyBecause | null> {
  const found = await Promise.all(
    listActiveFilters(filters).map(async ({ label, without }) => {
      const { wanted } = await readFilters(view, without);
      return { label, without, wouldFind: await countWanted(view, wanted) };
    }),
  );
  // Among equals the last one, so that a filter goes before the searched words.
  const helpful = found.filter(({ wouldFind }) => wouldFind > 0).reverse();
  return helpful.sort((a, b) => b.wouldFind - a.wouldFind)[0] ?? null;
}
