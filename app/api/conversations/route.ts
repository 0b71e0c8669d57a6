import { requireActor } from "#lib/auth/session";
import { openConversation } from "#lib/conversations/open-conversation";
import { openConversationInput } from "#lib/conversations/schema";
import { readJson, route } from "#lib/edge/route";

/** The conversation about a job: 201 when it is new, 200 when it already existed. */
export const POST = route(async (request) => {
  const actor = await requireActor();
  const input = await readJson(request, openConversationInput);
  const { conversationId, isReplay } = await openConversation(actor, input);
  return Response.json({ conversationId }, { status: isReplay ? 200 : 201 });
});
