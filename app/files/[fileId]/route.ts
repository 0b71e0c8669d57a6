import { findActor } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { getReadableFile } from "#lib/files/queries/readable";
import { serveFile } from "#lib/files/serve-file";

/** A file, for people who may read it, checked on every read. HEAD answers the same without the bytes. */
const answer = route(async (request, context: RouteContext<"/files/[fileId]">) => {
  const { fileId } = await context.params;
  return serveFile(request, await getReadableFile(await findActor(), fileId));
});

export const GET = answer;
export const HEAD = answer;
