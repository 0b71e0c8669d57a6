import { sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { editDistance, oneSlipFrom } from "../edit-distance.ts";

const CANDIDATES = 30;
const LONGEST = 40;
/** Two slips in a shorter word make another word. */
const SHORTEST_TWICE_WRONG = 5;

/**
 * Words that jobs have and that are spelled almost like this one, those with the fewest slips first. One slip away they
 * are looked up; further away the trigram index of the words that occur finds them. No job is compared.
 */
export async function listSimilarWords(reader: Reader, word: string): Promise<string[]> {
  if (word.length > LONGEST) return [];
  const near = await reader.execute<{ word: string }>(sql`
    select word from search_words where word = any (${sql.param(oneSlipFrom(word))}::text[])`);
  if (near.length > 0 || word.length < SHORTEST_TWICE_WRONG) return near.map((row) => row.word);
  const rows = await reader.execute<{ word: string }>(sql`
    select word from search_words where word % ${word}
    order by similarity(word, ${word}) desc, word limit ${CANDIDATES}`);
  return rows.map((row) => row.word).filter((other) => editDistance(word, other) === 2);
}
