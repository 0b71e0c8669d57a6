import { findActor } from "#lib/auth/session";
import { getHiringRecord } from "#lib/contracts/queries/contracts";
import { route } from "#lib/edge/route";
import { getJob } from "#lib/jobs/queries/jobs";

/** What the board's panel shows of one job, as JSON. */
export const GET = route(async (_request, context: RouteContext<"/api/jobs/[jobId]">) => {
  const { jobId } = await context.params;
  const job = await getJob(await findActor(), jobId);
  const { hiredCount, medianApprovalMs } = await getHiringRecord(job.client.userId);
  const record = { hiredCount, medianApprovalMs };
  return Response.json({ job, record }, { headers: { "cache-control": "no-store" } });
});
