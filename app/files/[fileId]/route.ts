import { findActor } from "#lib/auth/session";
import { getReadableFile } from "#lib/files/queries";
import { serveFile } from "#lib/files/serve-file";
import { route } from "#lib/route";

/** A file, for those who may read it, asked on every read. HEAD answers the same without the bytes. */
const answer = route(async (request, context: RouteContext<"/files/[fileId]">) => {
  const { fileId } = await context.params;
  return serveFile(request, await getReadableFile(await findActor(), fileId));
});

export const GET = answer;
export const HEAD = answer;
