import { requireSession } from "#lib/auth/session";
import { streamInbox } from "#lib/conversations/stream-inbox";
import { route } from "#lib/edge/route";

/**
 * Server-sent events: the number of the person's newest change and who is typing, never content. 204 where listening is
 * impossible (behind a transaction pooler), which tells an EventSource to stop.
 */
export const GET = route(async (request) => {
  const stream = await streamInbox(await requireSession(), request.signal);
  if (stream === null) return new Response(null, { status: 204 });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      // When the stream ends, so does its connection: one to a stopping server must not be used again.
      connection: "close",
    },
  });
});
