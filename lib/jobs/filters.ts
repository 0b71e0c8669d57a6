import { type Cents, formatCents, formatWholeUnits, MINOR_DIGITS, toTyped } from "#lib/money";
import { amountDoubt, parseAmount } from "#lib/read-number";
import { type SearchParams, unknownValues, valuesOf } from "#lib/search-params";
import { cleanLine, firstCharacters } from "#lib/text";
import { splitSkills } from "#lib/users/skills";
import { type Category, categoryLabel, knownCategories } from "./categories.ts";
import { RELEASE_RULES, type ReleaseRule } from "./policy.ts";

/** How the board is ordered. `match` (best match first) is the default of a text search, `newest` otherwise. */
export const JOB_SORTS = ["match", "newest", "budget", "fewest", "closing"] as const;
export type JobSort = (typeof JOB_SORTS)[number];

export const POSTED_DAYS = [1, 3, 7, 30] as const;
export type PostedDays = (typeof POSTED_DAYS)[number];

const MAX_QUERY_LENGTH = 200;
const MAX_FILTER_SKILLS = 5;

/** What the board shows. Categories widen each other, skills narrow each other. Amounts in minor units. */
export type JobFilters = {
  readonly q: string;
  /** The words are meant as they are written: they are not corrected. */
  readonly isExact: boolean;
  readonly categories: readonly Category[];
  readonly skills: readonly string[];
  readonly minCents: Cents | null;
  readonly maxCents: Cents | null;
  readonly postedDays: PostedDays | null;
  readonly releaseRule: ReleaseRule | null;
  /** Only what asks for a skill of the viewer, who is a freelancer. */
  readonly isMatching: boolean;
  /** Only what the viewer has saved, including jobs that are no longer open. */
  readonly isSaved: boolean;
  readonly sort: JobSort;
};

export type FilterName =
  | "q"
  | "categories"
  | "skills"
  | "budget"
  | "postedDays"
  | "releaseRule"
  | "isMatching"
  | "isSaved";

/** One removable filter: its label, and the filters that remain without it. */
export type ActiveFilter = {
  readonly name: FilterName;
  readonly label: string;
  readonly without: JobFilters;
};

/** Reads the address. Parts that make no sense are left out, so an old or edited link still works. */
export function parseJobFilters(params: SearchParams): JobFilters {
  const q = firstCharacters(cleanLine(valuesOf(params.q)[0] ?? ""), MAX_QUERY_LENGTH);
  const wanted = new Set(valuesOf(params.category));
  const sort = JOB_SORTS.find((known) => known === valuesOf(params.sort)[0]);
  return {
    q,
    isExact: q !== "" && valuesOf(params.exact)[0] === "1",
    categories: wanted.size === 0 ? [] : knownCategories().filter((value) => wanted.has(value)),
    skills: splitSkills(valuesOf(params.skill).join(",")).slice(0, MAX_FILTER_SKILLS),
    minCents: budgetOf(params.min),
    maxCents: budgetOf(params.max),
    postedDays: POSTED_DAYS.find((days) => String(days) === valuesOf(params.posted)[0]) ?? null,
    releaseRule: RELEASE_RULES.find((rule) => rule === valuesOf(params.release)[0]) ?? null,
    isMatching: valuesOf(params.match)[0] === "1",
    isSaved: valuesOf(params.saved)[0] === "1",
    sort: sort && (sort !== "match" || q) ? sort : defaultSort(q),
  };
}

/** What the address asks for that the board does not know, or no longer: a category that went, an order. */
export function lostJobFilters(params: SearchParams): string[] {
  const known: Readonly<Record<string, readonly string[]>> = {
    category: knownCategories(),
    posted: POSTED_DAYS.map(String),
    release: RELEASE_RULES,
    sort: JOB_SORTS,
  };
  return unknownValues(params, known);
}

/** Why an end of the budget is left out: it could mean two amounts, or none. */
export function budgetDoubts(params: SearchParams): string[] {
  return [params.min, params.max].flatMap((value) => {
    const text = valuesOf(value)[0]?.trim();
    return text ? (amountDoubt(text) ?? []) : [];
  });
}

export const NO_FILTERS: JobFilters = parseJobFilters({});

/** The address's query for these filters, without the leading "?"; empty when nothing is filtered. */
export function formatJobFilters(filters: JobFilters): string {
  const query = new URLSearchParams();
  if (filters.q) query.set("q", filters.q);
  if (filters.q && filters.isExact) query.set("exact", "1");
  for (const category of filters.categories) query.append("category", category);
  for (const skill of filters.skills) query.append("skill", skill);
  if (filters.minCents) query.set("min", toTyped(filters.minCents));
  if (filters.maxCents) query.set("max", toTyped(filters.maxCents));
  if (filters.postedDays) query.set("posted", String(filters.postedDays));
  if (filters.releaseRule) query.set("release", filters.releaseRule);
  if (filters.isMatching) query.set("match", "1");
  if (filters.isSaved) query.set("saved", "1");
  if (filters.sort !== defaultSort(filters.q)) query.set("sort", filters.sort);
  return query.toString();
}

/** The filters that narrow the list, in the order of the board's chips. */
export function listActiveFilters(filters: JobFilters): ActiveFilter[] {
  const active: ActiveFilter[] = [];
  if (filters.q) {
    const sort = filters.sort === "match" ? "newest" : filters.sort;
    active.push({
      name: "q",
      label: `“${filters.q}”`,
      without: { ...filters, q: "", isExact: false, sort },
    });
  }
  for (const category of filters.categories) {
    const categories = filters.categories.filter((other) => other !== category);
    const label = categoryLabel(category);
    active.push({ name: "categories", label, without: { ...filters, categories } });
  }
  for (const skill of filters.skills) {
    const skills = filters.skills.filter((other) => other !== skill);
    active.push({ name: "skills", label: skill, without: { ...filters, skills } });
  }
  if (filters.minCents || filters.maxCents) {
    const without = { ...filters, minCents: null, maxCents: null };
    active.push({ name: "budget", label: budgetLabel(filters), without });
  }
  if (filters.postedDays) {
    const label = postedLabel(filters.postedDays);
    active.push({ name: "postedDays", label, without: { ...filters, postedDays: null } });
  }
  if (filters.releaseRule) {
    const label = releaseLabel(filters.releaseRule);
    active.push({ name: "releaseRule", label, without: { ...filters, releaseRule: null } });
  }
  if (filters.isMatching) {
    const without = { ...filters, isMatching: false };
    active.push({ name: "isMatching", label: MATCHING_LABEL, without });
  }
  if (filters.isSaved) {
    active.push({ name: "isSaved", label: "Saved", without: { ...filters, isSaved: false } });
  }
  return active;
}

export const MATCHING_LABEL = "Matches your skills";

export function postedLabel(days: PostedDays): string {
  return days === 1 ? "Last 24 hours" : `Last ${days} days`;
}

export function releaseLabel(rule: ReleaseRule): string {
  return rule === "on_submission" ? "Paid on submission" : "Paid on approval";
}

export function sortLabel(sort: JobSort): string {
  switch (sort) {
    case "match":
      return "Best match";
    case "newest":
      return "Newest";
    case "budget":
      return "Highest budget";
    case "fewest":
      return "Fewest proposals";
    case "closing":
      return "Closing soon";
  }
}

function budgetLabel({ minCents, maxCents }: JobFilters): string {
  if (minCents && maxCents) return `${limitText(minCents)} to ${limitText(maxCents)}`;
  if (minCents) return `Over ${limitText(minCents)}`;
  return maxCents ? `Up to ${limitText(maxCents)}` : "";
}

/** "€500", and "€1.50" where rounding would name a filter that is not on. */
function limitText(amount: Cents): string {
  const isWhole = amount % 10 ** MINOR_DIGITS === 0;
  return isWhole ? formatWholeUnits(amount) : formatCents(amount);
}

function defaultSort(q: string): JobSort {
  return q ? "match" : "newest";
}

function budgetOf(value: string | string[] | undefined): Cents | null {
  const amount = parseAmount(valuesOf(value)[0] ?? "");
  return amount !== null && amount > 0 ? amount : null;
}
