import { findActor } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { getReadableFile } from "#lib/files/queries/readable";
import { servePreview } from "#lib/files/serve-file";

/** The small picture of a file. Anyone who may read the file may see it. */
const answer = route(async (request, context: RouteContext<"/files/[fileId]/preview">) => {
  const { fileId } = await context.params;
  return servePreview(request, await getReadableFile(await findActor(), fileId));
});

export const GET = answer;
export const HEAD = answer;
