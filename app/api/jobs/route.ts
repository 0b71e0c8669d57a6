import { z } from "zod";
import { findActor } from "#lib/auth/session";
import { parseJobFilters } from "#lib/jobs/filters";
import { listJobs } from "#lib/jobs/list-jobs";
import { route } from "#lib/route";

const pageInput = z.object({
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});

/** One page of the board as JSON: the board's own address parameters, `after` (a cursor) and `limit`. */
export const GET = route(async (request) => {
  const query = new URL(request.url).searchParams;
  const params = Object.fromEntries([...query.keys()].map((key) => [key, query.getAll(key)]));
  const { after, limit } = pageInput.parse({
    after: query.get("after") ?? undefined,
    limit: query.get("limit") ?? undefined,
  });
  const page = await listJobs(await findActor(), parseJobFilters(params), {
    ...(after === undefined ? {} : { after }),
    ...(limit === undefined ? {} : { limit }),
  });
  return Response.json(page, { headers: { "cache-control": "no-store" } });
});
