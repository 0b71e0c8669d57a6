import { findActor } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { serveFile } from "#lib/files/serve-file";
import { getReadableArchive } from "#lib/own-data/queries";

/** The archive of a person's data, for that person alone and for a day, checked on every read. */
const answer = route(async (request, context: RouteContext<"/files/data/[archiveId]">) => {
  const { archiveId } = await context.params;
  return serveFile(request, await getReadableArchive(await findActor(), archiveId));
});

export const GET = answer;
export const HEAD = answer;
