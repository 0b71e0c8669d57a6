import { type SQL, sql } from "drizzle-orm";
import { jobs } from "#db/schema";

const CONFIG = sql.raw("'public.workhub'");
const SIMILAR_ENOUGH = 0.4;
const SHORTEST_FUZZY_WORD = 3;

/**
 * The text search of a board query: web search syntax (quotes, "or", a minus before a word), and while somebody
 * types plain words, the last one also as the beginning of a word.
 */
export function searchQuery(q: string): SQL {
  const exact = sql`websearch_to_tsquery(${CONFIG}, ${q})`;
  const words = wordsOf(q);
  if (words.length === 0 || !isPlain(q)) return exact;
  return sql`(${exact} || to_tsquery(${CONFIG}, ${`${words.join(" & ")}:*`}))`;
}

/** True for jobs whose document has what was asked for. */
export function matchesSearch(q: string): SQL {
  return sql`${jobs.search} @@ ${searchQuery(q)}`;
}

/** How well a job matches, as a whole number, so that a cursor can carry it. */
export function searchRank(q: string): SQL<number> {
  return sql<number>`(ts_rank_cd(${jobs.search}, ${searchQuery(q)}) * 1000000)::int`;
}

/**
 * True for jobs whose title or skills have every longer word in a similar spelling (pg_trgm); for typos. Not in
 * the description: no index helps here, and comparing long texts takes long.
 */
export function resemblesSearch(q: string): SQL {
  const text = sql`${jobs.title} || ' ' || array_to_string(${jobs.skills}, ' ')`;
  const words = wordsOf(q).filter((word) => word.length >= SHORTEST_FUZZY_WORD);
  if (words.length === 0 || !isPlain(q)) return sql`false`;
  const conditions = words.map(
    (word) => sql`strict_word_similarity(${word}, ${text}) >= ${SIMILAR_ENOUGH}`,
  );
  return sql.join(conditions, sql` and `);
}

/** Words alone, without anything that means something in a web search. */
function isPlain(q: string): boolean {
  return !/["-]|\bor\b/i.test(q);
}

function wordsOf(q: string): string[] {
  return q.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
