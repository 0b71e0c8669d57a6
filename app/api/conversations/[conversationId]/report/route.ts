import { requireActor } from "#lib/auth/session";
import { reportConversation } from "#lib/conversations/report-conversation";
import { conversationInput, reportInput } from "#lib/conversations/schema";
import { readJson, readPath, route } from "#lib/edge/route";

type Context = RouteContext<"/api/conversations/[conversationId]/report">;

/** Tells the operator: `reason`, and `seq` when it is about one message. */
export const POST = route(async (request, context: Context) => {
  const actor = await requireActor();
  const { conversationId } = await readPath(context, conversationInput);
  const input = await readJson(request, reportInput.omit({ conversationId: true }));
  const { reportId, isReplay } = await reportConversation(actor, { ...input, conversationId });
  return Response.json({ reportId }, { status: isReplay ? 200 : 201 });
});
