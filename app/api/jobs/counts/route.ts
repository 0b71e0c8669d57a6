import { findActor } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { parseJobFilters } from "#lib/jobs/filters";
import { countJobs } from "#lib/jobs/queries/board";

/** How many jobs each category and each release rule would leave, by the board's own address parameters. */
export const GET = route(async (request) => {
  const query = new URL(request.url).searchParams;
  const params = Object.fromEntries([...query.keys()].map((key) => [key, query.getAll(key)]));
  const counts = await countJobs(await findActor(), parseJobFilters(params));
  return Response.json(counts, { headers: { "cache-control": "no-store" } });
});
