import { requireReader } from "#lib/auth/session";
import { markRead } from "#lib/conversations/mark-read";
import { conversationInput, readInput } from "#lib/conversations/schema";
import { readJson, readPath, route } from "#lib/edge/route";

type Context = RouteContext<"/api/conversations/[conversationId]/read">;

/** The person has read up to message `seq`. */
export const POST = route(async (request, context: Context) => {
  const actor = await requireReader();
  const { conversationId } = await readPath(context, conversationInput);
  const { seq } = await readJson(request, readInput.pick({ seq: true }));
  await markRead(actor, { conversationId, seq });
  return new Response(null, { status: 204 });
});
