import { requireActor } from "#lib/auth/session";
import { removeFile } from "#lib/files/remove-file";
import { fileInput } from "#lib/files/schema";
import { route } from "#lib/route";

/** Takes back one's own upload that is attached to nothing. */
export const DELETE = route(async (_request, context: RouteContext<"/api/files/[fileId]">) => {
  const actor = await requireActor();
  await removeFile(actor, fileInput.parse(await context.params));
  return new Response(null, { status: 204 });
});
