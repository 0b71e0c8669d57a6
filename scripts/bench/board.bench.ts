import { parseJobFilters } from "#lib/jobs/filters";
import { countJobs, listJobs } from "#lib/jobs/queries/board";
import { listSearchSuggestions } from "#lib/jobs/queries/suggestions";
import { parsePersonFilters } from "#lib/people/filters";
import { listPeople } from "#lib/people/queries/people";
import { fillBoard } from "./board-fill.ts";
import { measurePosting } from "./board-posting.ts";
import { measureRecall } from "./board-recall.ts";
import {
  type Ask,
  asksOf,
  beginnings,
  LIST_ROWS,
  type ListRow,
  peopleAsks,
} from "./board-searches.ts";
import { type BoardStage, type FilledBoard, openBoardStage, SESSIONS } from "./board-stage.ts";
import { fillInbox } from "./inbox-fill.ts";
import { inboxSearches, searchInbox } from "./inbox-searches.ts";
import { type Bench, percentile, type Row, row, rowBelow, showTimes } from "./measure.ts";

/*
 * The use case behind the board with a hundred thousand and with a million jobs, on the embedded PostgreSQL with its
 * own settings. Each row is the p95 of at least fifty different searches, after all of them have been asked once. The
 * floor is the same row with a hundred thousand jobs: what a million costs more. And the search of an inbox with 5,000
 * conversations and 200,000 messages, which is filled in a minute.
 */

const SIZES = [
  ["100k", 100_000],
  ["1m", 1_000_000],
] as const;
const INBOX_ROW = "inbox-search";
const TARGET_MS = 50;
/** Nobody asked for less; more would be a surprise. */
const MOST_MB = 8_000;

/** Rows beside the pages of the list: what they measure, once for each size. */
const OTHER_ROWS = ["counts", "suggest", "people"] as const;
/** Rows that stand for one size only. */
const SINGLE_ROWS = [
  ["recall-30", "100k"],
  ["post-job", "1m"],
  ["index-mb", "1m"],
] as const;

export const bench: Bench = async (say, only) => {
  const stage = await openBoardStage(say);
  const rows: Row[] = [];
  try {
    if (only === null || only.includes(INBOX_ROW)) rows.push(await measureInbox(stage, say));
    for (const [size, count] of SIZES) {
      const names = namesOf(only, size);
      if (names.length === 0) continue;
      const board = await stage.open(`board_${size}`, {
        fill: (ownerUrl, say) => fillBoard(ownerUrl, count, say),
        files: ["board-fill.ts", "board-words.ts"],
      });
      board.use();
      for (const name of names) {
        const found = await measure(board, { name, size, count, say, smaller: rows });
        say(`${found.name}: ${found.value} ${found.unit}`);
        rows.push(found);
      }
    }
    return rows;
  } finally {
    await stage.close();
  }
};

function namesOf(only: readonly string[] | null, size: string): string[] {
  return [
    ...LIST_ROWS,
    ...OTHER_ROWS,
    ...SINGLE_ROWS.filter(([, at]) => at === size).map(([name]) => name),
  ].filter((name) => isAsked(only, name, size));
}

/** By its name with or without the size. */
function isAsked(only: readonly string[] | null, name: string, size: string): boolean {
  return only === null || only.includes(name) || only.includes(`${name}-${size}`);
}

type Run = {
  readonly name: string;
  readonly size: string;
  readonly count: number;
  readonly say: (line: string) => void;
  /** What was measured with fewer jobs. */
  readonly smaller: readonly Row[];
};

async function measure(board: FilledBoard, run: Run): Promise<Row> {
  switch (run.name) {
    case "recall-30":
      return row(run.name, "share", await measureRecall(), 1, 0.95, 3);
    case "post-job":
      return measurePosting(board, run.name);
    case "index-mb":
      return measureSize(board, run);
    case "counts":
      return measureTimes(run, await asksOf("two", board.owner.sql), ({ params }) =>
        countJobs(null, parseJobFilters(params)),
      );
    case "suggest":
      return measureTimes(run, beginnings(), ({ params }) =>
        listSearchSuggestions(String(params.q)),
      );
    case "people":
      return measureTimes(run, peopleAsks(), ({ params }) =>
        listPeople(null, parsePersonFilters(params)),
      );
    default:
      return measureTimes(run, await asksOf(listRow(run.name), board.owner.sql), listPage);
  }
}

function listRow(name: string): ListRow {
  const found = LIST_ROWS.find((known) => known === name);
  if (!found) throw new Error(`There is no row ${name}`);
  return found;
}

/** The floor is the median: what an unlucky search costs more than another. */
async function measureInbox(stage: BoardStage, say: (line: string) => void): Promise<Row> {
  const inbox = await stage.open("inbox", {
    fill: fillInbox,
    files: ["inbox-fill.ts", "board-words.ts"],
  });
  inbox.use();
  const times = await timesOf(inboxSearches(), searchInbox);
  say(`${INBOX_ROW}: ${times.length} searches, ${showTimes(times)}`);
  const [value, floor] = [percentile(times, 0.95), percentile(times, 0.5)];
  return rowBelow(INBOX_ROW, "ms p95", value, floor, TARGET_MS);
}

/**
 * A session pays a page fault for each page of the shared memory that it meets for the first time: 20 ms for a search of
 * two words at a million. So warm means that every session of the pool has answered about every search, as those of a
 * running server have.
 */
const WARM_ROUNDS = 2 * SESSIONS;

async function timesOf<Asked>(
  asks: readonly Asked[],
  answer: (ask: Asked) => Promise<unknown>,
): Promise<number[]> {
  for (let round = 0; round < WARM_ROUNDS; round += 1) {
    for (let at = 0; at < asks.length; at += SESSIONS) {
      await Promise.all(asks.slice(at, at + SESSIONS).map(answer));
    }
  }
  const times: number[] = [];
  for (const ask of asks) {
    const start = performance.now();
    await answer(ask);
    times.push(performance.now() - start);
  }
  return times;
}

async function measureTimes(
  { name, size, say, smaller }: Run,
  asks: readonly Ask[],
  answer: (ask: Ask) => Promise<unknown>,
): Promise<Row> {
  const times = await timesOf(asks, answer);
  say(`${name}-${size}: ${asks.length} searches, ${showTimes(times)}`);
  const value = percentile(times, 0.95);
  const floor = smaller.find((row) => row.name === `${name}-100k`)?.value ?? value;
  return rowBelow(`${name}-${size}`, "ms p95", value, floor, TARGET_MS);
}

function listPage({ params, after }: Ask) {
  return listJobs(null, parseJobFilters(params), after === undefined ? {} : { after });
}

/** All that search needs, tables and indexes, per million jobs; the floor is what the jobs themselves take. */
async function measureSize({ owner }: FilledBoard, { name, count }: Run): Promise<Row> {
  const [size] = await owner.sql<{ search: number; jobs: number }[]>`
    select (sum(pg_total_relation_size(oid)) filter (where relname <> 'jobs'))::float8 as search,
      (sum(pg_total_relation_size(oid)) filter (where relname = 'jobs'))::float8 as jobs
    from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and (relname in ('jobs', 'job_search', 'job_proposal_counts') or relname like 'search\\_%')`;
  if (!size) throw new Error("PostgreSQL did not answer");
  const perMillion = (bytes: number) => (bytes / 1_000_000 / count) * 1_000_000;
  return rowBelow(name, "MB", perMillion(size.search), perMillion(size.jobs), MOST_MB);
}
