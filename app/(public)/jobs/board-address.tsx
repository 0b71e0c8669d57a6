import { withQuery } from "#components/board/board-address";
import { formatJobFilters, type JobFilters } from "#lib/jobs/filters";

const BOARD = { path: "/jobs", param: "job" } as const;

/** The board's address with these filters. */
export function boardAddress(filters: JobFilters) {
  return withQuery(BOARD, formatJobFilters(filters));
}
