import { requireActor } from "#lib/auth/session";
import { conversationInput } from "#lib/conversations/schema";
import { tellTyping } from "#lib/conversations/tell-typing";
import { readPath, route } from "#lib/edge/route";

/** The person is typing: tells the other side's open browsers, and stores nothing. */
export const POST = route(
  async (_request, context: RouteContext<"/api/conversations/[conversationId]/typing">) => {
    const actor = await requireActor();
    await tellTyping(actor, await readPath(context, conversationInput));
    return new Response(null, { status: 204 });
  },
);
