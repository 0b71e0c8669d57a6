import type { Role } from "#lib/auth/actor";
import {
  formatJobFilters,
  listActiveFilters,
  lostJobFilters,
  parseJobFilters,
  sortLabel,
} from "#lib/jobs/filters";
import {
  formatPersonFilters,
  listActivePersonFilters,
  lostPersonFilters,
  parsePersonFilters,
  personSortLabel,
} from "#lib/people/filters";
import { readQueryText } from "#lib/search-params";
import { firstCharacters } from "#lib/text";

/** The boards that can be searched; each is the address `/<board>`. */
export type Board = "jobs" | "freelancers";

export const SEARCH_NAME_MAX = 60;
/** What is new is counted up to one more than this, which stands for all larger numbers. */
export const NEW_COUNTED_MOST = 100;

/** What the board knows of an address that was saved. */
export type KnownSearch = {
  /** The same search as the board writes it today. */
  readonly query: string;
  /** Its filters in words, the order last when it is not the usual one. */
  readonly labels: readonly string[];
  /** What the address asks for that the board no longer has. */
  readonly lost: readonly string[];
};

/** Freelancers look for jobs, clients for freelancers, and whoever runs the instance for neither. */
export function boardOf(role: Role): Board | null {
  switch (role) {
    case "freelancer":
      return "jobs";
    case "client":
      return "freelancers";
    case "admin":
    case "moderator":
    case "accountant":
      return null;
  }
}

/** Reads the query of a board's address, also one that was saved when the board had other filters. */
export function readSearch(board: Board, text: string): KnownSearch {
  const params = readQueryText(text);
  if (board === "jobs") {
    const filters = parseJobFilters(params);
    const query = formatJobFilters(filters);
    const labels = listActiveFilters(filters).map(({ label }) => label);
    return {
      query,
      labels: withOrder(labels, query, sortLabel(filters.sort)),
      lost: lostJobFilters(params),
    };
  }
  const filters = parsePersonFilters(params);
  const query = formatPersonFilters(filters);
  const labels = listActivePersonFilters(filters).map(({ label }) => label);
  return {
    query,
    labels: withOrder(labels, query, personSortLabel(filters.sort)),
    lost: lostPersonFilters(params),
  };
}

/** The name that a search gets unless its person gives it another one. */
export function suggestName(board: Board, { labels }: Pick<KnownSearch, "labels">): string {
  if (labels.length === 0) return board === "jobs" ? "All jobs" : "All freelancers";
  const name = labels.map((label) => label.replaceAll(/[“”]/g, "")).join(", ");
  const short = firstCharacters(name, SEARCH_NAME_MAX);
  return short === name ? name : `${firstCharacters(name, SEARCH_NAME_MAX - 1).trimEnd()}…`;
}

/** "3 new", "100+ new". */
export function newText(count: number): string {
  return count > NEW_COUNTED_MOST ? `${NEW_COUNTED_MOST}+ new` : `${count} new`;
}

function withOrder(labels: readonly string[], query: string, order: string): string[] {
  const isUsual = !new URLSearchParams(query).has("sort");
  return isUsual ? [...labels] : [...labels, order.toLowerCase()];
}
