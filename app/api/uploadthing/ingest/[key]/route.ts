import { reportUpload } from "#lib/files/handle-upload";
import { getReceived, receiveUpload } from "#lib/files/receive-upload";
import { route } from "#lib/route";

/** How much has arrived already, for going on from there. */
export const HEAD = route(async (request) => {
  const received = await getReceived(request.url);
  return new Response(null, { headers: { "x-ut-range-start": String(received) } });
});

/** The bytes themselves, on a signed link, in the embedded mode. */
export const PUT = route(async (request) => {
  const file = await receiveUpload(request, reportUpload);
  return Response.json(
    { url: "", appUrl: "", ufsUrl: "", fileHash: "", serverData: file },
    { headers: { "cache-control": "no-store" } },
  );
});
