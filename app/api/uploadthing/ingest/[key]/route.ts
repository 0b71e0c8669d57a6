import { route } from "#lib/edge/route";
import { reportUpload } from "#lib/files/handle-upload";
import { getReceived, receiveUpload } from "#lib/files/receive-upload";

/** How much has already arrived, so that the upload can continue from there. */
export const HEAD = route(async (request) => {
  const received = await getReceived(request.url);
  return new Response(null, { headers: { "x-ut-range-start": String(received) } });
});

/** The bytes themselves, on a signed link, in embedded mode. */
export const PUT = route(async (request) => {
  const file = await receiveUpload(request, reportUpload);
  return Response.json(
    { url: "", appUrl: "", ufsUrl: "", fileHash: "", serverData: file },
    { headers: { "cache-control": "no-store" } },
  );
});
