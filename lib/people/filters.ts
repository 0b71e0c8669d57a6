import { type Id, isId } from "#lib/ids";
import { type Cents, formatCents, toTyped } from "#lib/money";
import { amountDoubt, parseAmount } from "#lib/read-number";
import { type SearchParams, unknownValues, valuesOf } from "#lib/search-params";
import { cleanLine, firstCharacters } from "#lib/text";
import { splitSkills } from "#lib/users/skills";

/**
 * How freelancers are ordered. `match` (best match first) is the default of a text search. `mixed` is the default
 * otherwise: by what they have done here, with newcomers in between.
 */
export const PERSON_SORTS = ["match", "mixed", "rating", "rate", "newest"] as const;
export type PersonSort = (typeof PERSON_SORTS)[number];

export const LEAST_RATINGS = [4.5, 4, 3] as const;
export type LeastRating = (typeof LEAST_RATINGS)[number];

const MAX_QUERY_LENGTH = 200;
const MAX_FILTER_SKILLS = 5;

/** Whom the list shows. Skills narrow each other. Hourly rates in minor units. */
export type PersonFilters = {
  readonly q: string;
  /** Whoever has any of this job's skills, while it is open. */
  readonly forJob: Id<"job"> | null;
  readonly skills: readonly string[];
  readonly minCents: Cents | null;
  readonly maxCents: Cents | null;
  readonly leastRating: LeastRating | null;
  /** Only who is available, fully or for a few hours. */
  readonly isAvailable: boolean;
  /** Only whom the viewer has saved. */
  readonly isSaved: boolean;
  readonly sort: PersonSort;
};

/** One removable filter: its label, and the filters that remain without it. */
export type ActivePersonFilter = {
  readonly name: "q" | "forJob" | "skills" | "rate" | "leastRating" | "isAvailable" | "isSaved";
  readonly label: string;
  readonly without: PersonFilters;
};

/** Reads the address. Parts that make no sense are left out, so an old or edited link still works. */
export function parsePersonFilters(params: SearchParams): PersonFilters {
  const q = firstCharacters(cleanLine(first(params.q)), MAX_QUERY_LENGTH);
  const sort = PERSON_SORTS.find((known) => known === first(params.sort));
  return {
    q,
    forJob: jobOf(first(params.for)),
    skills: splitSkills(valuesOf(params.skill).join(",")).slice(0, MAX_FILTER_SKILLS),
    minCents: rateOf(first(params.min)),
    maxCents: rateOf(first(params.max)),
    leastRating: LEAST_RATINGS.find((least) => String(least) === first(params.rating)) ?? null,
    isAvailable: first(params.available) === "1",
    isSaved: first(params.saved) === "1",
    sort: sort && (sort !== "match" || q) ? sort : defaultSort(q),
  };
}

/** What the address asks for that the list does not know, or no longer. */
export function lostPersonFilters(params: SearchParams): string[] {
  return unknownValues(params, { rating: LEAST_RATINGS.map(String), sort: PERSON_SORTS });
}

/** Why an end of the rate is left out: it could mean two amounts, or none. */
export function rateDoubts(params: SearchParams): string[] {
  return [params.min, params.max].flatMap((value) => {
    const text = first(value).trim();
    return text ? (amountDoubt(text) ?? []) : [];
  });
}

/** The address's query for these filters, without the leading "?"; empty when nothing is filtered. */
export function formatPersonFilters(filters: PersonFilters): string {
  const query = new URLSearchParams();
  if (filters.q) query.set("q", filters.q);
  if (filters.forJob) query.set("for", filters.forJob);
  for (const skill of filters.skills) query.append("skill", skill);
  if (filters.minCents) query.set("min", toTyped(filters.minCents));
  if (filters.maxCents) query.set("max", toTyped(filters.maxCents));
  if (filters.leastRating) query.set("rating", String(filters.leastRating));
  if (filters.isAvailable) query.set("available", "1");
  if (filters.isSaved) query.set("saved", "1");
  if (filters.sort !== defaultSort(filters.q)) query.set("sort", filters.sort);
  return query.toString();
}

/** The filters that narrow the list, in the order of its chips. */
export function listActivePersonFilters(filters: PersonFilters): ActivePersonFilter[] {
  const active: ActivePersonFilter[] = [];
  if (filters.q) {
    const sort = filters.sort === "match" ? "mixed" : filters.sort;
    active.push({ name: "q", label: `“${filters.q}”`, without: { ...filters, q: "", sort } });
  }
  if (filters.forJob) {
    const without = { ...filters, forJob: null };
    active.push({ name: "forJob", label: "Skills for your job", without });
  }
  for (const skill of filters.skills) {
    const skills = filters.skills.filter((other) => other !== skill);
    active.push({ name: "skills", label: skill, without: { ...filters, skills } });
  }
  if (filters.minCents || filters.maxCents) {
    const without = { ...filters, minCents: null, maxCents: null };
    active.push({ name: "rate", label: rateLabel(filters), without });
  }
  if (filters.leastRating) {
    const label = ratingLabel(filters.leastRating);
    active.push({ name: "leastRating", label, without: { ...filters, leastRating: null } });
  }
  if (filters.isAvailable) {
    const without = { ...filters, isAvailable: false };
    active.push({ name: "isAvailable", label: "Available", without });
  }
  if (filters.isSaved) {
    active.push({ name: "isSaved", label: "Saved", without: { ...filters, isSaved: false } });
  }
  return active;
}

export function ratingLabel(least: LeastRating): string {
  return `${least.toFixed(1)} stars or more`;
}

export function personSortLabel(sort: PersonSort): string {
  switch (sort) {
    case "match":
      return "Best match";
    case "mixed":
      return "Recommended";
    case "rating":
      return "Highest rating";
    case "rate":
      return "Lowest rate";
    case "newest":
      return "Newest";
  }
}

function rateLabel({ minCents, maxCents }: PersonFilters): string {
  if (minCents && maxCents) {
    return `${formatCents(minCents)} to ${formatCents(maxCents)} an hour`;
  }
  if (minCents) return `Over ${formatCents(minCents)} an hour`;
  return maxCents ? `Up to ${formatCents(maxCents)} an hour` : "";
}

function defaultSort(q: string): PersonSort {
  return q ? "match" : "mixed";
}

function rateOf(text: string): Cents | null {
  const amount = parseAmount(text);
  return amount !== null && amount > 0 ? amount : null;
}

function jobOf(text: string): Id<"job"> | null {
  return isId("job", text) ? text : null;
}

function first(value: SearchParams[string]): string {
  return valuesOf(value)[0] ?? "";
}
