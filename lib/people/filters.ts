import { type Id, isId } from "#lib/ids";
import { type Cents, formatCents, toTyped } from "#lib/money";
import { amountDoubt, parseAmount } from "#lib/read-number";
import { type SearchParams, unknownValues, valuesOf } from "#lib/search-params";
import { cleanLine, firstCharacters } from "#lib/text";
import { readTimeZone } from "#lib/time-text";
import { zoneCity } from "#lib/time-zone";
import {
  knownLanguages,
  LANGUAGE_CODES,
  languageName,
  MAX_PROFILE_LANGUAGES,
} from "#lib/users/languages";
import { splitSkills } from "#lib/users/skills";

/**
 * How freelancers are ordered. `match` (best match first) is the default of a text search. `mixed` is the default
 * otherwise: by what they have done here, with newcomers in between.
 */
export const PERSON_SORTS = ["match", "mixed", "rating", "rate", "newest"] as const;
export type PersonSort = (typeof PERSON_SORTS)[number];

export const LEAST_RATINGS = [4.5, 4, 3] as const;
export type LeastRating = (typeof LEAST_RATINGS)[number];

/** How far away the clocks may be. */
export const ZONE_HOURS = [1, 3, 6] as const;
export type ZoneFilter = { readonly hours: (typeof ZONE_HOURS)[number]; readonly of: string };

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
  /** They speak all of these (ISO 639-1). */
  readonly languages: readonly string[];
  /** Their clocks are at most so many hours from those of a time zone. */
  readonly zone: ZoneFilter | null;
  /** Only who is available, fully or for a few hours. */
  readonly isAvailable: boolean;
  /** Only whom the viewer has saved. */
  readonly isSaved: boolean;
  readonly sort: PersonSort;
};

/** One removable filter: its label, and the filters that remain without it. */
export type ActivePersonFilter = {
  readonly name:
    | "q"
    | "forJob"
    | "skills"
    | "rate"
    | "leastRating"
    | "languages"
    | "zone"
    | "isAvailable"
    | "isSaved";
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
    languages: knownLanguages(valuesOf(params.lang)).slice(0, MAX_PROFILE_LANGUAGES),
    zone: zoneOf(first(params.zone)),
    isAvailable: first(params.available) === "1",
    isSaved: first(params.saved) === "1",
    sort: sort && (sort !== "match" || q) ? sort : defaultSort(q),
  };
}

/** What the address asks for that the list does not know, or no longer. */
export function lostPersonFilters(params: SearchParams): string[] {
  const zone = first(params.zone);
  return [
    ...unknownValues(params, {
      rating: LEAST_RATINGS.map(String),
      lang: LANGUAGE_CODES,
      sort: PERSON_SORTS,
    }),
    ...(zone && !zoneOf(zone) ? [zone] : []),
  ];
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
  for (const language of filters.languages) query.append("lang", language);
  if (filters.zone) query.set("zone", formatZone(filters.zone));
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
  for (const language of filters.languages) {
    const languages = filters.languages.filter((other) => other !== language);
    const label = languageName(language);
    active.push({ name: "languages", label, without: { ...filters, languages } });
  }
  if (filters.zone) {
    const without = { ...filters, zone: null };
    active.push({ name: "zone", label: zoneLabel(filters.zone), without });
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

/** "Within 3 hours of Berlin". */
export function zoneLabel({ hours, of }: ZoneFilter): string {
  return `Within ${hours === 1 ? "1 hour" : `${hours} hours`} of ${zoneCity(of)}`;
}

/** "3.Europe/Berlin", as the address has it. */
export function formatZone({ hours, of }: ZoneFilter): string {
  return `${hours}.${of}`;
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

function zoneOf(text: string): ZoneFilter | null {
  const [, number, of = ""] = /^(\d)\.(.+)$/.exec(text) ?? [];
  const hours = ZONE_HOURS.find((known) => String(known) === number);
  const isZone = of === "UTC" || readTimeZone(of) !== "UTC";
  return hours && isZone ? { hours, of } : null;
}

function jobOf(text: string): Id<"job"> | null {
  return isId("job", text) ? text : null;
}

function first(value: SearchParams[string]): string {
  return valuesOf(value)[0] ?? "";
}
