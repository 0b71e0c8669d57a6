import { findActor } from "#lib/auth/session";
import { getClientRecord } from "#lib/contracts/queries/client-record";
import { route } from "#lib/edge/route";
import { getJob } from "#lib/jobs/queries/jobs";

/** What the board's panel shows of one job, as JSON. */
export const GET = route(async (_request, context: RouteContext<"/api/jobs/[jobId]">) => {
  const { jobId } = await context.params;
  const actor = await findActor();
  const job = await getJob(actor, jobId);
  const record = await getClientRecord(actor, job);
  return Response.json({ job, record }, { headers: { "cache-control": "no-store" } });
});
