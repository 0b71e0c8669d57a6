import type { QueryPart } from "./read-query.ts";

/*
 * What was searched for as conditions on the terms of a document. A condition is PostgreSQL's tsquery as text, in which
 * SEGMENT stands for the code that every term of a segment begins with (docs/decisions/095-search.md).
 */

/** Nobody can type it: texts are kept without controls. */
export const SEGMENT = "\u001f";

/** A word of a query, as `listSearchWords` finds it. */
export type SearchWord = {
  /** Which part of the query, from 1; and which chunk of the part: "Node.js" is one chunk of two words. */
  readonly part: number;
  readonly chunk: number;
  readonly word: string;
  /** Other forms of the whole chunk, on its first word: "frontend" for "front-end". */
  readonly also: readonly string[];
  /** The hash of it and the next word of the part, as documents have it; null for the last one. */
  readonly pair: string | null;
  /** Two neighbours of a text without spaces. */
  readonly isGram: boolean;
  /** Without its ending, in each language of the board, which it begins with: "endesign". */
  readonly stems: readonly string[];
  readonly synonyms: readonly string[];
  /** Some job has had this word. */
  readonly isKnown: boolean;
};

export type SearchTerms = {
  /** What must hold, from the best match to the weakest; each includes those before it. Empty when there is no text. */
  readonly levels: readonly string[];
  /** What must not hold. */
  readonly excluded: readonly string[];
  /** Patterns of what must stand in a document's words, and of what must not. */
  readonly phrases: readonly string[];
  readonly excludedPhrases: readonly string[];
};

type Chunk = readonly SearchWord[];

/** Shorter words are found as they are: "C", "R" and "Go" are not the beginnings of other words. */
const SHORTEST_PREFIX = 3;

/** The best match of all: a skill that is exactly what was searched for. */
export function skillTerm(folded: string): string {
  return term("=", folded.slice(0, 64));
}

/** A word as it is, anywhere. */
export function wordTerm(word: string): string {
  return term(".", word);
}

export function categoryTerm(category: string): string {
  return term("#", category);
}

export function releaseTerm(rule: string): string {
  return term("@", rule);
}

/** Every job. */
export const ANY_TERM = term("*", "");

/**
 * The powers of two that the budgets within these limits have, and sometimes a few more, because logarithms are rounded;
 * none when they would tell little. Powers that hardly any budget has are asked for together, by their first digit.
 */
export function budgetTerms(lowest: number | null, highest: number | null): string[] {
  if (lowest === null && highest === null) return [];
  const from = Math.max(0, Math.floor(Math.log2(Math.max(1, lowest ?? 1))) - 1);
  const to = Math.floor(Math.log2(Math.max(1, highest ?? 2 ** LARGEST_POWER))) + 1;
  const powers = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  const common = powers.filter((power) => power < RARE_POWER);
  const rare = powers.filter((power) => power >= RARE_POWER);
  const digits = new Set(rare.map((power) => String(power).slice(0, 1)));
  return [
    ...common.map((power) => term("$", String(power))),
    ...[...digits].map((digit) => `${term("$", digit)}:*`),
  ];
}

const LARGEST_POWER = 52;
/** About ten million, in units of a hundred cents. */
const RARE_POWER = 30;

/** All of these conditions as PostgreSQL reads them. */
export function template(conditions: readonly string[]): string {
  return all([...conditions]) || ANY_TERM;
}

/**
 * A job matches well when the words are in its title or skills, exactly as they were typed; less well with other
 * endings or synonyms; then when some of them are only in the description; and last when a word only begins with the
 * last one, which may not have been typed to its end.
 */
export function searchTerms(
  parts: readonly QueryPart[],
  words: readonly SearchWord[],
): SearchTerms {
  const pieces = parts.map((part, index) => ({ part, chunks: chunksOf(words, index + 1) }));
  const wanted = pieces.filter(({ part, chunks }) => !part.isExcluded && chunks.length > 0);
  const unwanted = pieces.filter(({ part, chunks }) => part.isExcluded && chunks.length > 0);
  return {
    levels: levelsOf(wanted),
    excluded: unwanted
      .filter(({ part }) => !part.isPhrase)
      .map(({ chunks }) => all(chunks.map((chunk) => loosely(chunk, BODY)))),
    phrases: phrasesOf(wanted),
    excludedPhrases: phrasesOf(unwanted),
  };
}

type Piece = { readonly part: QueryPart; readonly chunks: readonly Chunk[] };

function chunksOf(words: readonly SearchWord[], part: number): Chunk[] {
  const chunks = new Map<number, SearchWord[]>();
  for (const word of words.filter((word) => word.part === part)) {
    chunks.set(word.chunk, [...(chunks.get(word.chunk) ?? []), word]);
  }
  return [...chunks.values()];
}

function phrasesOf(pieces: readonly Piece[]): string[] {
  return pieces
    .filter(({ part }) => part.isPhrase)
    .map(({ chunks }) => inRow(chunks).map(({ word }) => word))
    .map((words) => `% ${words.join(" ")} %`);
}

/** The words of a phrase. A text without spaces may go on, so its last sign alone is left out. */
function inRow(chunks: readonly Chunk[]): readonly SearchWord[] {
  const words = chunks.flat();
  const last = chunks.at(-1) ?? [];
  return last.length > 1 && last[0]?.isGram ? words.slice(0, -1) : words;
}

function levelsOf(wanted: readonly Piece[]): string[] {
  if (wanted.length === 0) return [];
  const chunks = wanted.flatMap(({ part, chunks }) =>
    chunks.map((chunk) => ({ chunk, isExact: part.isPhrase })),
  );
  const each = (find: (chunk: Chunk, where: Where) => string, where: Where) =>
    chunks.map(({ chunk, isExact }) => (isExact ? exactly(chunk, where) : find(chunk, where)));
  const neighbours = wanted.flatMap(({ part, chunks }) => (part.isPhrase ? pairsOf(chunks) : []));
  const whole = (conditions: readonly string[]) => all([...conditions, ...neighbours]);
  const anywhere = each(loosely, BODY);
  return [
    whole(each(exactly, HEAD)),
    whole(each(loosely, HEAD)),
    ...(chunks.length > 1 ? [whole([any(each(loosely, HEAD)), ...anywhere])] : []),
    whole(anywhere),
    ...(isUnfinished(wanted) ? [whole([...anywhere.slice(0, -1), beginning(chunks)])] : []),
  ];
}

/** The last word may be the beginning of another one, unless it is in quotes or too short. */
function isUnfinished(wanted: readonly Piece[]): boolean {
  const last = wanted.at(-1);
  const word = last?.chunks.at(-1)?.at(-1);
  if (!last || !word || last.part.isPhrase || word.isGram) return false;
  const { length } = word.word;
  return length >= SHORTEST_PREFIX || (length === SHORTEST_PREFIX - 1 && !word.isKnown);
}

function beginning(chunks: readonly { readonly chunk: Chunk }[]): string {
  const chunk = chunks.at(-1)?.chunk ?? [];
  const before = chunk.slice(0, -1).map(({ word }) => term(BODY.exact, word));
  const last = chunk.at(-1)?.word ?? "";
  return any([loosely(chunk, BODY), all([...before, `${term(BODY.exact, last)}:*`])]);
}

/** The signs of words and stems: in the title and the skills, and anywhere. */
type Where = { readonly exact: string; readonly stem: string };
const HEAD: Where = { exact: "^", stem: "%" };
const BODY: Where = { exact: ".", stem: "~" };

function exactly(chunk: Chunk, where: Where): string {
  if (chunk[0]?.isGram) return inText(chunk, where);
  const forms = formsOf(chunk, where);
  if (isSign(chunk)) return any(forms);
  return any([...forms, all(chunk.map(({ word }) => term(where.exact, word)))]);
}

function formsOf([first]: Chunk, where: Where): string[] {
  return (first?.also ?? []).map((form) => term(where.exact, form));
}

/** Signs of a text without spaces: all pairs of neighbours; of a single one, every pair that begins with it. */
function inText(chunk: Chunk, where: Where): string {
  const pairs = chunk.slice(0, -1).map(({ word }) => term(where.exact, word));
  return pairs.length > 0 ? all(pairs) : `${term(where.exact, chunk[0]?.word ?? "")}:*`;
}

function loosely(chunk: Chunk, where: Where): string {
  const [first] = chunk;
  if (!first || first.isGram) return exactly(chunk, where);
  const isWhole = chunk.length === 1 || first.also.length > 0;
  const synonyms = isWhole ? first.synonyms.map((same) => term(where.exact, same)) : [];
  // Whatever is written exactly like it is among these.
  const inflected = all(chunk.map((word) => anyEnding(word, where)));
  return any([...formsOf(chunk, where), ...synonyms, isSign(chunk) ? "" : inflected]);
}

function anyEnding({ word, stems }: SearchWord, where: Where): string {
  const bare = stems.map((stem) => stem.slice(LANGUAGE_LENGTH));
  return any([
    ...[...new Set([word, ...bare])].map((form) => term(where.exact, form)),
    ...stems.map((stem) => term(where.stem, stem)),
  ]);
}

/** ".NET" is not "net". */
function isSign(chunk: Chunk): boolean {
  return chunk.length === 1 && (chunk[0]?.also.length ?? 0) > 0;
}

const LANGUAGE_LENGTH = 2;

/** Neighbours in a phrase, as documents have them. */
function pairsOf(chunks: readonly Chunk[]): string[] {
  return inRow(chunks)
    .slice(0, -1)
    .flatMap(({ pair }) => (pair === null ? [] : term("&", pair)));
}

function term(sign: string, text: string): string {
  return `'${`${SEGMENT}${sign}${text}`.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** All of them; "" when there are none. */
export function all(conditions: readonly string[]): string {
  return joined(conditions, " & ");
}

/** At least one of them; "" when there are none. */
export function any(conditions: readonly string[]): string {
  return joined(conditions, " | ");
}

export function not(condition: string): string {
  return `!(${condition})`;
}

function joined(conditions: readonly string[], operator: string): string {
  const [first = "", ...others] = conditions.filter(Boolean);
  return others.length === 0 ? first : `(${[first, ...others].join(operator)})`;
}
