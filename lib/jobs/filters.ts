import { cleanText } from "#lib/input";
import { type Cents, formatWholeUnits, parseAmount, toDecimal } from "#lib/money";
import { splitSkills } from "#lib/users/skills";
import {
  CATEGORIES,
  type Category,
  categoryLabel,
  RELEASE_RULES,
  type ReleaseRule,
} from "./schema.ts";

/** How the board is ordered. `match` (best match first) is the default of a text search, `newest` otherwise. */
export const JOB_SORTS = ["match", "newest", "budget", "fewest"] as const;
export type JobSort = (typeof JOB_SORTS)[number];

export const POSTED_DAYS = [1, 3, 7, 30] as const;
export type PostedDays = (typeof POSTED_DAYS)[number];

const MAX_QUERY_LENGTH = 200;
const MAX_FILTER_SKILLS = 5;

/** What the board shows. Categories widen each other, skills narrow each other. Amounts in minor units. */
export type JobFilters = {
  readonly q: string;
  readonly categories: readonly Category[];
  readonly skills: readonly string[];
  readonly minCents: Cents | null;
  readonly maxCents: Cents | null;
  readonly postedDays: PostedDays | null;
  readonly releaseRule: ReleaseRule | null;
  /** Only what the viewer has saved, also when it is no longer open. */
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
  | "isSaved";

/** One removable filter: what it says, and the filters that remain without it. */
export type ActiveFilter = {
  readonly name: FilterName;
  readonly label: string;
  readonly without: JobFilters;
};

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the address. What makes no sense in it is left out, so that an old or edited link still works. */
export function parseJobFilters(params: SearchParams): JobFilters {
  const q = cleanText(listOf(params.q)[0] ?? "").slice(0, MAX_QUERY_LENGTH);
  const wanted = new Set(listOf(params.category));
  const minCents = parseAmount(listOf(params.min)[0] ?? "");
  const maxCents = parseAmount(listOf(params.max)[0] ?? "");
  const sort = JOB_SORTS.find((known) => known === listOf(params.sort)[0]);
  return {
    q,
    categories: CATEGORIES.map(({ value }) => value).filter((value) => wanted.has(value)),
    skills: splitSkills(listOf(params.skill).join(",")).slice(0, MAX_FILTER_SKILLS),
    minCents: minCents || null,
    maxCents: maxCents || null,
    postedDays: POSTED_DAYS.find((days) => String(days) === listOf(params.posted)[0]) ?? null,
    releaseRule: RELEASE_RULES.find((rule) => rule === listOf(params.release)[0]) ?? null,
    isSaved: listOf(params.saved)[0] === "1",
    sort: sort && (sort !== "match" || q) ? sort : defaultSort(q),
  };
}

export const NO_FILTERS: JobFilters = parseJobFilters({});

/** The address's query for these filters, without the leading "?"; empty when nothing is filtered. */
export function formatJobFilters(filters: JobFilters): string {
  const query = new URLSearchParams();
  if (filters.q) query.set("q", filters.q);
  for (const category of filters.categories) query.append("category", category);
  for (const skill of filters.skills) query.append("skill", skill);
  if (filters.minCents) query.set("min", plainAmount(filters.minCents));
  if (filters.maxCents) query.set("max", plainAmount(filters.maxCents));
  if (filters.postedDays) query.set("posted", String(filters.postedDays));
  if (filters.releaseRule) query.set("release", filters.releaseRule);
  if (filters.isSaved) query.set("saved", "1");
  if (filters.sort !== defaultSort(filters.q)) query.set("sort", filters.sort);
  return query.toString();
}

/** What narrows the list, in the order of the board's chips. */
export function listActiveFilters(filters: JobFilters): ActiveFilter[] {
  const active: ActiveFilter[] = [];
  if (filters.q) {
    const sort = filters.sort === "match" ? "newest" : filters.sort;
    active.push({ name: "q", label: `“${filters.q}”`, without: { ...filters, q: "", sort } });
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
  if (filters.isSaved) {
    active.push({ name: "isSaved", label: "Saved", without: { ...filters, isSaved: false } });
  }
  return active;
}

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
  }
}

function budgetLabel({ minCents, maxCents }: JobFilters): string {
  if (minCents && maxCents) return `${formatWholeUnits(minCents)} to ${formatWholeUnits(maxCents)}`;
  if (minCents) return `Over ${formatWholeUnits(minCents)}`;
  return maxCents ? `Up to ${formatWholeUnits(maxCents)}` : "";
}

function defaultSort(q: string): JobSort {
  return q ? "match" : "newest";
}

/** "500" rather than "500.00", because people read addresses. */
function plainAmount(amount: Cents): string {
  return toDecimal(amount).replace(/\.0+$/, "");
}

function listOf(value: string | string[] | undefined): string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}
