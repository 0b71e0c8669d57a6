import { requireReader } from "#lib/auth/session";
import { getInboxDelta, getInboxSeq } from "#lib/conversations/queries/changes";
import { inboxDeltaInput } from "#lib/conversations/schema";
import { route } from "#lib/edge/route";

/** What changed for the person after `since`. 304 when nothing did, which costs one row; 410 to start over. */
export const GET = route(async (request) => {
  const actor = await requireReader();
  const query = new URL(request.url).searchParams;
  const { since } = inboxDeltaInput.parse({ since: query.get("since") ?? undefined });
  const latest = await getInboxSeq(actor);
  if (since === latest || request.headers.get("if-none-match") === tagOf(latest)) {
    return new Response(null, { status: 304, headers: headersFor(latest) });
  }
  const delta = await getInboxDelta(actor, since);
  return Response.json(delta, { headers: headersFor(delta.latestSeq) });
});

function headersFor(seq: number) {
  return { etag: tagOf(seq), "cache-control": "no-store" };
}

function tagOf(seq: number): string {
  return `"${seq}"`;
}
