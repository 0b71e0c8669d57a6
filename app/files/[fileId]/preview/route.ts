import { findActor } from "#lib/auth/session";
import { getReadableFile } from "#lib/files/queries";
import { servePreview } from "#lib/files/serve-preview";
import { route } from "#lib/route";

/** The small picture of a file. Whoever may read the file may see it. */
const answer = route(async (request, context: RouteContext<"/files/[fileId]/preview">) => {
  const { fileId } = await context.params;
  return servePreview(request, await getReadableFile(await findActor(), fileId));
});

export const GET = answer;
export const HEAD = answer;
