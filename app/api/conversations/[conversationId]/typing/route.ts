import { requireActor } from "#lib/auth/session";
import { tellTyping } from "#lib/conversations/tell-typing";
import { DomainError } from "#lib/errors";
import { isId } from "#lib/ids";
import { route } from "#lib/route";

/** The person writes: tells the other side's open browsers, and stores nothing. */
export const POST = route(
  async (_request, context: RouteContext<"/api/conversations/[conversationId]/typing">) => {
    const actor = await requireActor();
    const { conversationId } = await context.params;
    if (!isId("cnv", conversationId)) throw new DomainError("not_found");
    await tellTyping(actor, { conversationId });
    return new Response(null, { status: 204 });
  },
);
