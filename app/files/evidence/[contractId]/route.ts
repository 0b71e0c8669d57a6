import { requireReader } from "#lib/auth/session";
import { route } from "#lib/edge/route";
import { getEvidence } from "#lib/evidence/queries/evidence";
import { serveBundle } from "#lib/evidence/serve-bundle";

/** The evidence of one contract as one archive, written as it is read. */
export const GET = route(
  async (_request, context: RouteContext<"/files/evidence/[contractId]">) => {
    const { contractId } = await context.params;
    return serveBundle(await getEvidence(await requireReader(), contractId));
  },
);
