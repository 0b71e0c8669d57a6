import { checkReadiness } from "#lib/edge/health";
import { route } from "#lib/edge/route";

/** The process can serve people. 503 otherwise, so that a balancer sends them elsewhere. */
export const GET = route(async () => {
  const status = await checkReadiness();
  return Response.json(
    { status },
    { status: status === "ready" ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
});
