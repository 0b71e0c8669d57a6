import { findActor } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { listInvitableJobs } from "#lib/jobs/queries/jobs";
import { getPerson } from "#lib/people/queries/people";

/** What the panel shows of one freelancer, as JSON. */
export const GET = route(async (_request, context: RouteContext<"/api/freelancers/[handle]">) => {
  const { handle } = await context.params;
  const actor = await findActor();
  const [person, jobs] = await Promise.all([getPerson(actor, handle), listInvitableJobs(actor)]);
  return Response.json({ person, jobs }, { headers: { "cache-control": "no-store" } });
});
