import { requireReader } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { removeFile } from "#lib/files/remove-file";
import { fileInput } from "#lib/files/schema";

/** Deletes the person's own upload if it is not attached to anything. */
export const DELETE = route(async (_request, context: RouteContext<"/api/files/[fileId]">) => {
  const actor = await requireReader();
  await removeFile(actor, fileInput.parse(await context.params));
  return new Response(null, { status: 204 });
});
