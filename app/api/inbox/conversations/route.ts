import { requireReader } from "#lib/auth/session";
import { listInbox } from "#lib/conversations/queries/inbox";
import { inboxPageInput } from "#lib/conversations/schema";
import { route } from "#lib/edge/route";

/** One page of the inbox: `filter`, `q`, and the `cursor` of the page before. */
export const GET = route(async (request) => {
  const actor = await requireReader();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const page = await listInbox(actor, inboxPageInput.parse(query));
  return Response.json(page, { headers: { "cache-control": "no-store" } });
});
