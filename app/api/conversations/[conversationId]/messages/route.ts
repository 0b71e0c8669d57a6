import { requireActor, requireReader } from "#lib/auth/session";
import { listMessages } from "#lib/conversations/queries/messages";
import { conversationInput, messagePageInput, newMessageInput } from "#lib/conversations/schema";
import { sendMessage } from "#lib/conversations/send-message";
import { readJson, readPath, route } from "#lib/edge/route";

type Context = RouteContext<"/api/conversations/[conversationId]/messages">;

/** A page of messages: `before`, `after` or `around` a number; without any of these, the newest. */
export const GET = route(async (request, context: Context) => {
  const actor = await requireReader();
  const { conversationId } = await readPath(context, conversationInput);
  const span = messagePageInput.parse(Object.fromEntries(new URL(request.url).searchParams));
  const page = await listMessages(actor, conversationId, span);
  return Response.json(page, { headers: { "cache-control": "no-store" } });
});

/** 201: stored once, in order, for good. 200: it was already there, from an earlier try. */
export const POST = route(async (request, context: Context) => {
  const actor = await requireActor();
  const { conversationId } = await readPath(context, conversationInput);
  const input = await readJson(request, newMessageInput);
  const { message, isReplay } = await sendMessage(actor, { ...input, conversationId });
  return Response.json(message, { status: isReplay ? 200 : 201 });
});
