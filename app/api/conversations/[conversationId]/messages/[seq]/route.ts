import { requireActor } from "#lib/auth/session";
import { deleteMessage } from "#lib/conversations/delete-message";
import { editMessage } from "#lib/conversations/edit-message";
import { editMessageInput, messageInput } from "#lib/conversations/schema";
import { readJson, readPath, route } from "#lib/edge/route";

type Context = RouteContext<"/api/conversations/[conversationId]/messages/[seq]">;

/** New words (`body`) for an own message. Answers with the message as it is now. */
export const PATCH = route(async (request, context: Context) => {
  const actor = await requireActor();
  const path = await readPath(context, messageInput);
  const { body } = await readJson(request, editMessageInput.pick({ body: true }));
  return Response.json(await editMessage(actor, { ...path, body }));
});

/** Deletes an own message. Answers with what is left of it. */
export const DELETE = route(async (_request, context: Context) => {
  const actor = await requireActor();
  return Response.json(await deleteMessage(actor, await readPath(context, messageInput)));
});
