import type { Route } from "next";
import { formatJobFilters, type JobFilters } from "#lib/jobs/filters";

/** The board's address with these filters, and a job opened beside the list. */
export function boardAddress(
  filters: JobFilters,
  open: { job?: string; after?: string } = {},
): Route {
  return withQuery(formatJobFilters(filters), open);
}

/** The same from a query that is already written. */
export function withQuery(query: string, open: { job?: string; after?: string } = {}): Route {
  const params = new URLSearchParams(query);
  if (open.after) params.set("after", open.after);
  if (open.job) params.set("job", open.job);
  const text = params.toString();
  return text ? `/jobs?${text}` : "/jobs";
}
