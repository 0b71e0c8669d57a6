import { findActor } from "#lib/auth/session";
import { getReadableSubmission } from "#lib/files/queries";
import { serveArchive } from "#lib/files/serve-archive";
import { route } from "#lib/route";

/** All files of one submission as one archive, written as it is read. */
const answer = route(
  async (request, context: RouteContext<"/files/submissions/[submissionId]">) => {
    const { submissionId } = await context.params;
    return serveArchive(request, await getReadableSubmission(await findActor(), submissionId));
  },
);

export const GET = answer;
export const HEAD = answer;
