import { requireReader } from "#lib/auth/session";
import { listFoundMessages } from "#lib/conversations/queries/found-messages";
import { inboxPageInput } from "#lib/conversations/schema";
import { route } from "#lib/edge/route";

/** One page of the messages that have the words of `q`: with the list's `filter`, and the `cursor` of the page before. */
export const GET = route(async (request) => {
  const actor = await requireReader();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const page = await listFoundMessages(actor, inboxPageInput.parse(query));
  return Response.json(page, { headers: { "cache-control": "no-store" } });
});
