import type { LiveSession } from "#lib/auth/sessions";
import type { Id } from "#lib/ids";
import { watchInbox } from "./internal/watch-inbox.ts";
import type { InboxSignal } from "./schema.ts";

/** Chunks that may wait in the stream itself; after that signals are merged. */
const QUEUE_CHUNKS = 4;
/** How many typing notices may wait; more are of no use. */
const TYPING_MAX = 20;
/** A browser comes back at a random time within this span, so that not all come at once. */
const RETRY_MS = { least: 200, spread: 1_000 };

/**
 * The person's inbox as server-sent events (html.spec.whatwg.org/#server-sent-events); data is `InboxSignal`, the
 * newest change number first. Null where listening is impossible. However slowly it is read, it holds a number and a
 * few ids: unsent changes are merged into the newest.
 */
export async function streamInbox(
  session: LiveSession,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array> | null> {
  const encoder = new TextEncoder();
  const waiting = { seq: -1, sentSeq: -1, typing: new Set<Id<"cnv">>(), isBeat: false };
  let out: ReadableStreamDefaultController<Uint8Array> | null = null;
  let leave: (() => void) | null = null;
  let isOver = false;

  const end = (comeBackMs?: number) => {
    if (isOver) return;
    if (comeBackMs !== undefined) write(`retry: ${comeBackMs}\n\n`);
    isOver = true;
    leave?.();
    out?.close();
  };
  const hasRoom = () => !isOver && out !== null && (out.desiredSize ?? 0) > 0;
  const write = (text: string) => out?.enqueue(encoder.encode(text));
  const writeSignal = (event: InboxSignal) => write(`data: ${JSON.stringify(event)}\n\n`);
  const flush = () => {
    if (waiting.isBeat && hasRoom()) {
      waiting.isBeat = false;
      writeSignal({ kind: "beat" });
    }
    if (waiting.seq > waiting.sentSeq && hasRoom()) {
      waiting.sentSeq = waiting.seq;
      writeSignal({ kind: "changed", seq: waiting.seq });
    }
    for (const conversationId of waiting.typing) {
      if (!hasRoom()) return;
      waiting.typing.delete(conversationId);
      writeSignal({ kind: "typing", conversationId });
    }
  };

  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        out = controller;
        write(`retry: ${RETRY_MS.least + Math.floor(Math.random() * RETRY_MS.spread)}\n\n`);
      },
      pull: flush,
      cancel() {
        isOver = true;
        leave?.();
      },
    },
    new CountQueuingStrategy({ highWaterMark: QUEUE_CHUNKS }),
  );

  leave = await watchInbox({
    userId: session.actor.userId,
    sessionId: session.sessionId,
    tell(event) {
      if (event.kind === "changed") waiting.seq = Math.max(waiting.seq, event.seq);
      else if (waiting.typing.size < TYPING_MAX) waiting.typing.add(event.conversationId);
      flush();
    },
    beat() {
      // Nothing was read since the last one: nobody is there, or not in time.
      if (waiting.isBeat) return end();
      waiting.isBeat = true;
      flush();
    },
    end,
  });
  if (leave === null) return null;
  if (isOver) leave();
  if (signal.aborted) end();
  signal.addEventListener("abort", () => end(), { once: true });
  return stream;
}
