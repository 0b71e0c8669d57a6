import { requireReader } from "#lib/auth/session";
import { readPath, route } from "#lib/edge/route";
import { readProposal } from "#lib/proposals/read-proposal";
import { readProposalInput } from "#lib/proposals/schema";

type Context = RouteContext<"/api/proposals/[proposalId]/read">;

/** The client has the proposal on the screen. */
export const POST = route(async (_request, context: Context) => {
  const actor = await requireReader();
  await readProposal(actor, await readPath(context, readProposalInput));
  return new Response(null, { status: 204 });
});
