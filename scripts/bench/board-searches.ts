import type { Sql } from "postgres";
import { DEFAULT_CATEGORIES } from "#lib/jobs/categories";
import type { SearchParams } from "#lib/search-params";
import { makeJapanese, makeSkills, makeWords, numbersFrom } from "./board-words.ts";

/** One thing that a person asks of the board; `after` is a place far down the list. */
export type Ask = { readonly params: SearchParams; readonly after?: string };

/** How many different ones each row has. */
export const EACH = 60;

export const LIST_ROWS = [
  "newest",
  "common",
  "two",
  "phrase",
  "rare",
  "typo",
  "cjk",
  "skill",
  "filtered",
  "budget",
  "fewest",
  "page-200",
] as const;
export type ListRow = (typeof LIST_ROWS)[number];

const words = makeWords();
const skills = makeSkills(words);

/** The searches of a row: different ones, and the same in every run. */
export async function asksOf(row: ListRow, sql: Sql): Promise<Ask[]> {
  const next = numbersFrom(row.length * 7 + row.charCodeAt(0));
  const one = (from: number, to: number) => words[from + Math.floor(next() * (to - from))] ?? "";
  const each = (make: (at: number) => SearchParams) =>
    Array.from({ length: EACH }, (_, at) => ({ params: make(at) }));
  const category = (at: number) => DEFAULT_CATEGORIES[at % DEFAULT_CATEGORIES.length];
  switch (row) {
    case "newest":
      return each((at) => (at % 2 ? { posted: "30" } : {}));
    case "common":
      return each((at) => ({
        q: words[at % 10],
        ...(at < 10 ? {} : { max: String(500 + at * 37) }),
      }));
    case "two":
      return each(() => ({ q: `${one(0, 300)} ${one(10, 3000)}` }));
    case "phrase":
      return (await somePhrases(sql)).map((phrase) => ({ params: { q: `"${phrase}"` } }));
    case "rare":
      return each(() => ({ q: one(20_000, 60_000) }));
    case "typo":
      return each(() => ({ q: mistype(one(200, 5000), next) }));
    case "cjk":
      return each((at) => ({ q: makeJapanese(next, 2 + (at % 3)) }));
    case "skill":
      return each((at) => ({ skill: skills[at * 9] }));
    case "filtered":
      return each((at) => ({
        q: one(20, 2000),
        category: category(at),
        min: "100",
        max: String(1000 + at * 200),
      }));
    case "budget":
      return each((at) => sorted("budget", at));
    case "fewest":
      return each((at) => sorted("fewest", at));
    case "page-200":
      return (await somePlaces(sql)).map((after, at) => ({
        params: at % 2 ? { q: words[at % 10], sort: "newest" } : {},
        after,
      }));
  }

  function sorted(sort: string, at: number): SearchParams {
    const kinds = [{}, { q: one(0, 300) }, { category: category(at) }, { q: one(300, 6000) }];
    return { ...kinds[at % kinds.length], sort, ...(at < 4 ? {} : { min: String(50 + at) }) };
  }
}

/** What clients ask of the list of freelancers. */
export function peopleAsks(): Ask[] {
  const next = numbersFrom(9);
  const one = (limit: number) => words[Math.floor(next() * limit)] ?? "";
  const kinds = [
    () => ({}),
    (at: number) => ({ skill: skills[at * 9] }),
    () => ({ q: one(100) }),
    () => ({ q: `${one(300)} ${one(300)}` }),
    () => ({ q: one(5000), sort: "rate" }),
    (at: number) => ({ sort: "rating", max: String(80 + at) }),
  ];
  return Array.from({ length: EACH }, (_, at) => ({
    params: kinds[at % kinds.length]?.(at) ?? {},
  }));
}

/** What a person has typed so far: two to six letters of a word, or a word and the beginning of another. */
export function beginnings(): Ask[] {
  const next = numbersFrom(8);
  const one = () => words[Math.floor(next() * 4000)] ?? "";
  return Array.from({ length: EACH }, (_, at) => {
    const typed = one().slice(0, 2 + (at % 5));
    return { params: { q: at % 3 === 2 ? `${one()} ${typed}` : typed } };
  });
}

/** Two letters of it change places. */
function mistype(word: string, next: () => number): string {
  const at = 1 + Math.floor(next() * (word.length - 2));
  return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
}

/** Two or three words that stand side by side in some job. */
async function somePhrases(sql: Sql): Promise<string[]> {
  const rows = await sql<{ words: string[] }[]>`
    select string_to_array(trim(split_part(words, '|', -1)), ' ') as words from job_search
    where job_id in (select 'job_' || lpad((n * 1013)::text, 26, '0') from generate_series(1, 98) n)
    order by job_id`;
  return rows
    .filter((row) => /^[a-z]/.test(row.words[0] ?? ""))
    .map((row, at) => row.words.slice(at % 20, (at % 20) + 2 + (at % 2)).join(" "))
    .slice(0, EACH);
}

/** Places about 200 pages down the list. */
async function somePlaces(sql: Sql): Promise<string[]> {
  const rows = await sql<{ place: string }[]>`
    select (extract(epoch from created_at) * 1000)::bigint || '~' || job_id as place from job_search
    where is_open order by created_at desc, job_id desc offset 6000 limit ${EACH}`;
  return rows.map(({ place }) => place);
}
