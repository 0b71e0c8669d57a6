import { sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { type Mark, marksOf } from "../hits.ts";
import { readQuery } from "../read-query.ts";
import { type SearchTerms, type SearchWord, searchTerms, skillTerm } from "../terms.ts";

/** What was searched for: its words as documents have them, and the conditions that they make. */
export type Search = SearchTerms & {
  readonly words: readonly SearchWord[];
  readonly marks: readonly Mark[];
};

/** Reads a query; anyone may ask. One round trip, whatever is in it. */
export async function getSearch(reader: Reader, q: string): Promise<Search> {
  const parts = readQuery(q);
  if (parts.length === 0) return { ...searchTerms([], []), words: [], marks: [] };
  const texts = sql.join(
    parts.map(({ text }) => sql`${text}`),
    sql`, `,
  );
  const rows = await reader.execute<WordRow>(sql`
    select w.*, skill.folded as skill from search_words_of(array[${texts}]::text[]) w
    left join search_skills skill on skill.folded = search_fold(${q.trim()})`);
  const words = rows.map(toWord);
  const terms = searchTerms(parts, words);
  const skill = rows[0]?.skill;
  return {
    ...terms,
    words,
    marks: marksOf(parts, words),
    levels: skill ? [skillTerm(skill), ...terms.levels] : terms.levels,
  };
}

/** Texts in the form in which terms have them: whatever their case and accents. */
export async function foldTexts(reader: Reader, texts: readonly string[]): Promise<string[]> {
  if (texts.length === 0) return [];
  const values = sql.join(
    texts.map((text) => sql`${text}`),
    sql`, `,
  );
  const rows = await reader.execute<{ folded: string }>(sql`
    select search_fold(value) as folded from unnest(array[${values}]::text[]) with ordinality t (value, n) order by n`);
  return rows.map(({ folded }) => folded);
}

type WordRow = {
  readonly [column: string]: unknown;
  readonly part: string;
  readonly chunk: string;
  readonly word: string;
  readonly also: readonly string[];
  readonly pair: string | null;
  readonly is_gram: boolean;
  readonly stems: readonly string[];
  readonly synonyms: readonly string[];
  readonly is_known: boolean;
  /** The whole query, when it is a skill that a job has asked for. */
  readonly skill: string | null;
};

function toWord(row: WordRow): SearchWord {
  const { part, chunk, word, also, pair, stems, synonyms } = row;
  const marks = { isGram: row.is_gram, isKnown: row.is_known };
  return { part: Number(part), chunk: Number(chunk), word, also, pair, stems, synonyms, ...marks };
}
