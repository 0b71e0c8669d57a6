import { findActor } from "#lib/auth/session";
import { getHiringRecord } from "#lib/contracts/queries";
import { getJob } from "#lib/jobs/queries";
import { route } from "#lib/route";

/** What the board's panel shows of one job, as JSON. */
export const GET = route(async (_request, context: RouteContext<"/api/jobs/[jobId]">) => {
  const { jobId } = await context.params;
  const job = await getJob(await findActor(), jobId);
  const record = await getHiringRecord(job.client.userId);
  return Response.json({ job, record }, { headers: { "cache-control": "no-store" } });
});
