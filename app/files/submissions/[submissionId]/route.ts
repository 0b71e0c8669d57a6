import { findActor } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { getReadableSubmission } from "#lib/files/queries/readable";
import { serveArchive } from "#lib/files/serve-file";

/** All files of one submission as one archive, written as it is read. */
const answer = route(
  async (request, context: RouteContext<"/files/submissions/[submissionId]">) => {
    const { submissionId } = await context.params;
    return serveArchive(request, await getReadableSubmission(await findActor(), submissionId));
  },
);

export const GET = answer;
export const HEAD = answer;
