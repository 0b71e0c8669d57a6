import { route } from "#lib/edge/route";
import { DomainError } from "#lib/errors";
import { DEFAULT_HOUSE, houseName } from "#lib/house";
import { readWorker } from "#lib/phone/read-worker";

/** The service worker, at the root so that it may be in charge of every page, and never from a cache. */
export const GET = route(async () => {
  const script = await readWorker();
  if (script === null) throw new DomainError("not_found");
  // What it shows by itself has the house's name too: another name makes another worker, which browsers then take.
  const named = `self.workhubHouse=${JSON.stringify({ ...DEFAULT_HOUSE, name: houseName() })};\n${script}`;
  return new Response(named, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
      "service-worker-allowed": "/",
    },
  });
});
