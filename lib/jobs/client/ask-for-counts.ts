import type { JobCounts } from "../schema.ts";

const FRESH_MS = 60_000;

type Asked = {
  readonly query: string;
  readonly at: number;
  readonly counts: Promise<JobCounts>;
};
let asked: Asked | null = null;

/** All values of a menu ask at once, and share one answer for a while. */
export function askForCounts(query: string): Promise<JobCounts> {
  if (asked?.query !== query || performance.now() - asked.at > FRESH_MS) {
    asked = { query, at: performance.now(), counts: fetchCounts(query) };
  }
  return asked.counts;
}

/** Guarantee: our own route handler of the same build answers with this view. */
async function fetchCounts(query: string): Promise<JobCounts> {
  const response = await fetch(`/api/jobs/counts?${query}`);
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return (await response.json()) as JobCounts;
}
