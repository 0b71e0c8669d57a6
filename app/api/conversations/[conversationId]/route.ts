import { requireActor, requireReader } from "#lib/auth/session";
import { fileConversation } from "#lib/conversations/file-conversation";
import { getConversation } from "#lib/conversations/queries/conversations";
import { conversationInput, fileConversationInput } from "#lib/conversations/schema";
import { readJson, readPath, route } from "#lib/edge/route";

type Context = RouteContext<"/api/conversations/[conversationId]">;

/** A conversation with everything beside its messages. */
export const GET = route(async (_request, context: Context) => {
  const actor = await requireReader();
  const { conversationId } = await readPath(context, conversationInput);
  const view = await getConversation(actor, conversationId);
  return Response.json(view, { headers: { "cache-control": "no-store" } });
});

/** The person's own side of it: `isArchived`, `isMarkedUnread`. */
export const PATCH = route(async (request, context: Context) => {
  const actor = await requireActor();
  const { conversationId } = await readPath(context, conversationInput);
  const changes = await readJson(request, fileConversationInput.omit({ conversationId: true }));
  await fileConversation(actor, { ...changes, conversationId });
  return new Response(null, { status: 204 });
});
