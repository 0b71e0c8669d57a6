import { findActor } from "#lib/auth/session";
import { readListPage } from "#lib/edge/list-page";
import { route } from "#lib/edge/route";
import { parseJobFilters } from "#lib/jobs/filters";
import { listJobs } from "#lib/jobs/queries/board";

/** One page of the board as JSON: the board's own address parameters, `after` (a cursor) and `limit`. */
export const GET = route(async (request) => {
  const { params, page } = readListPage(request);
  const { jobs: rows, ...found } = await listJobs(await findActor(), parseJobFilters(params), page);
  return Response.json({ ...found, rows }, { headers: { "cache-control": "no-store" } });
});
