import type { QueryPart } from "./read-query.ts";
import { plain } from "./replace-word.ts";
import type { SearchWord } from "./terms.ts";

/** What of a text was searched for: from and to, in UTF-16 units, in order and apart. */
export type Hits = readonly (readonly [from: number, to: number])[];

/** What is marked in a result: a word, how words begin, or signs of a text without spaces. */
export type Mark = { readonly text: string; readonly kind: "word" | "beginning" | "signs" };

/** Shorter beginnings would mark half of a text. */
const SHORTEST_BEGINNING = 3;
const LANGUAGE_LENGTH = 2;

/** What to mark for these words of a query; nothing for what it leaves out. */
export function marksOf(parts: readonly QueryPart[], words: readonly SearchWord[]): Mark[] {
  const wanted = words.filter(({ part }) => parts[part - 1]?.isExcluded === false);
  const last = wanted.at(-1);
  const marks = wanted.flatMap((word): Mark[] => {
    if (word.isGram) return [];
    const forms = [word.word, ...word.also, ...word.synonyms];
    const stems = word.stems.map((stem) => stem.slice(LANGUAGE_LENGTH));
    const beginnings = word === last ? [word.word, ...stems] : stems;
    return [
      ...forms.map((text) => ({ text, kind: "word" as const })),
      ...beginnings
        .filter((text) => text.length >= SHORTEST_BEGINNING)
        .map((text) => ({ text, kind: "beginning" as const })),
    ];
  });
  return [...marks, ...runsOf(wanted).map((text) => ({ text, kind: "signs" as const }))];
}

/** The signs that pairs of neighbours were made of. */
function runsOf(words: readonly SearchWord[]): string[] {
  const runs = new Map<string, string>();
  for (const { part, chunk, word, isGram } of words) {
    const key = `${part}:${chunk}`;
    if (isGram) runs.set(key, (runs.get(key) ?? "") + ([...word][0] ?? ""));
  }
  return [...runs.values()];
}

/** Where `text` has what is marked. */
export function findHits(text: string, marks: readonly Mark[]): Hits {
  const words = new Set(marks.filter(({ kind }) => kind === "word").map(({ text }) => text));
  const beginnings = marks.filter(({ kind }) => kind === "beginning").map(({ text }) => text);
  const hits: [number, number][] = [];
  for (const { 0: word, index } of text.matchAll(
    /\.?[\p{L}\p{N}\p{M}]+(?:\.[\p{L}\p{N}]+)*[+#]*/gu,
  )) {
    const folded = plain(word);
    const isHit = words.has(folded) || beginnings.some((start) => folded.startsWith(start));
    if (isHit) hits.push([index, index + word.length]);
  }
  for (const { text: signs } of marks.filter(({ kind }) => kind === "signs")) {
    for (let at = text.indexOf(signs); at >= 0; at = text.indexOf(signs, at + signs.length)) {
      hits.push([at, at + signs.length]);
    }
  }
  return joined(hits);
}

function joined(hits: readonly [number, number][]): Hits {
  const apart: [number, number][] = [];
  for (const [from, to] of hits.toSorted((a, b) => a[0] - b[0])) {
    const before = apart.at(-1);
    if (before && from <= before[1]) before[1] = Math.max(before[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

/** How much stands before the first hit of an excerpt. */
const LEAD = 40;

/**
 * One line of at most about `length` signs, cut between words: the beginning of a text, or where it first has what is
 * marked.
 */
export function excerpt(text: string, marks: readonly Mark[], length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  const [first] = marks.length > 0 ? findHits(line, marks) : [];
  if (line.length <= length) return line;
  if (!first || first[1] <= length) return `${cutBefore(line, length)}…`;
  const from = line.indexOf(" ", first[0] - LEAD);
  const start = from >= 0 && from < first[0] ? from + 1 : first[0];
  const rest = line.slice(start);
  return rest.length <= length ? `…${rest}` : `…${cutBefore(rest, length)}…`;
}

function cutBefore(line: string, length: number): string {
  const end = line.lastIndexOf(" ", length);
  return line.slice(0, end > 0 ? end : length).replace(/[\uD800-\uDBFF]$/, "");
}
