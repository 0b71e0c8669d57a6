import { requireActor } from "#lib/auth/session";
import { reactToMessage } from "#lib/conversations/react-to-message";
import { reactionInput } from "#lib/conversations/schema";
import { readPath, route } from "#lib/edge/route";

type Context =
  RouteContext<"/api/conversations/[conversationId]/messages/[seq]/reactions/[reaction]">;

/** The person reacts in this way. Answers with the message as it is now. */
export const PUT = route((_request, context: Context) => react(context, true));

/** And takes it back. */
export const DELETE = route((_request, context: Context) => react(context, false));

async function react(context: Context, isOn: boolean): Promise<Response> {
  const actor = await requireActor();
  const path = await readPath(context, reactionInput);
  return Response.json(await reactToMessage(actor, { ...path, isOn }));
}
