import { findActor } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { parseJobFilters } from "#lib/jobs/filters";
import { countJobs } from "#lib/jobs/queries/board";
import { readQueryText } from "#lib/search-params";

/** How many jobs each category and each release rule would leave, by the board's own address parameters. */
export const GET = route(async (request) => {
  const params = readQueryText(new URL(request.url).search);
  const counts = await countJobs(await findActor(), parseJobFilters(params));
  return Response.json(counts, { headers: { "cache-control": "no-store" } });
});
