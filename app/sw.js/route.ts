import { route } from "#lib/edge/route";
import { DomainError } from "#lib/errors";
import { readWorker } from "#lib/phone/read-worker";

/** The service worker, at the root so that it may be in charge of every page, and never from a cache. */
export const GET = route(async () => {
  const script = await readWorker();
  if (script === null) throw new DomainError("not_found");
  return new Response(script, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
      "service-worker-allowed": "/",
    },
  });
});
