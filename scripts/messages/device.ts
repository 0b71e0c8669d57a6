import { setTimeout as sleep } from "node:timers/promises";
import { getDb } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { sessionCookieName } from "#lib/auth/cookies";
import { createSession } from "#lib/auth/sessions";
import { encodeSessionToken } from "#lib/auth/token";
import type { InboxDelta, InboxSignal, MessagePage, MessageView } from "#lib/conversations/schema";
import type { Id } from "#lib/ids";

/** One browser of one person, as far as HTTP shows. */
export type Device = {
  readonly actor: Actor;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type Outcome = { readonly status: number; readonly message: MessageView | null };

/** Signs the person in on one more device at this address, with a session's row and its token. */
export async function signIn(actor: Actor, address: string): Promise<Device> {
  const { userId } = actor;
  const sessionId = await getDb().transaction((tx) => createSession(tx, userId, "test device"));
  const token = await encodeSessionToken({ userId, sessionId });
  return { actor, address, headers: { cookie: `${sessionCookieName()}=${token}` } };
}

/** One attempt to send. Rejects when the connection breaks: then it is unknown whether the message is stored. */
export async function post(
  device: Device,
  conversationId: Id<"cnv">,
  message: { clientId: string; body: string },
): Promise<Outcome> {
  const response = await fetch(`${device.address}/api/conversations/${conversationId}/messages`, {
    method: "POST",
    headers: { ...device.headers, "content-type": "application/json" },
    body: JSON.stringify({ ...message, fileIds: [] }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, message: response.ok ? asAnswer<MessageView>(answer) : null };
}

/** The outbox's rule: the same `clientId` again, until an answer says that it is stored. */
export async function postUntilStored(
  device: Device,
  conversationId: Id<"cnv">,
  message: { clientId: string; body: string },
): Promise<Outcome & { readonly message: MessageView; readonly attempts: number }> {
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await post(device, conversationId, message).catch(() => null);
    if (outcome?.message) return { ...outcome, message: outcome.message, attempts };
    if (outcome && outcome.status < 500 && outcome.status !== 429) {
      throw new Error(`Sending was refused with ${outcome.status}`);
    }
    await sleep(Math.min(1_000, 20 * 2 ** attempts) * (0.5 + Math.random()));
  }
}

/** What changed after `since`; null for "nothing". */
export async function getDelta(device: Device, since: number): Promise<InboxDelta | null> {
  const response = await fetch(`${device.address}/api/inbox?since=${since}`, {
    headers: { ...device.headers, "if-none-match": `"${since}"` },
  });
  if (response.status === 304) return null;
  if (!response.ok) throw new Error(`The inbox answered ${response.status}`);
  return asAnswer<InboxDelta>(await response.json());
}

/** The page of messages after this one, in order. */
export async function getPageAfter(
  device: Device,
  conversationId: Id<"cnv">,
  seq: number,
): Promise<MessagePage> {
  const path = `/api/conversations/${conversationId}/messages?after=${seq}`;
  const response = await fetch(device.address + path, { headers: device.headers });
  if (!response.ok) throw new Error(`The conversation answered ${response.status}`);
  return asAnswer<MessagePage>(await response.json());
}

/**
 * Keeps an event stream open like an EventSource: reconnects after `retry` milliseconds whenever it ends or breaks.
 * Resolves once the first is open.
 */
export async function keepStream(
  device: Device,
  onSignal: (signal: InboxSignal) => void,
): Promise<() => void> {
  const closing = new AbortController();
  const state = { retryMs: 1_000 };
  const first = await open(device, closing.signal);
  const keep = async () => {
    for (let stream: Stream | null = first; !closing.signal.aborted; ) {
      if (stream) await readEvents(stream, state, onSignal).catch(() => {});
      if (closing.signal.aborted) return;
      await sleep(state.retryMs);
      stream = await open(device, closing.signal).catch(() => null);
    }
  };
  void keep();
  return () => closing.abort();
}

type Stream = ReadableStream<Uint8Array>;

async function open(device: Device, signal: AbortSignal): Promise<Stream> {
  const { address, headers } = device;
  const response = await fetch(`${address}/api/inbox/stream`, { headers, signal });
  if (response.status !== 200 || !response.body) {
    throw new Error(`The stream answered ${response.status}`);
  }
  return response.body;
}

async function readEvents(
  stream: Stream,
  state: { retryMs: number },
  onSignal: (signal: InboxSignal) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      if (event.startsWith("retry: ")) state.retryMs = Number(event.slice(7));
      if (event.startsWith("data: ")) onSignal(asAnswer<InboxSignal>(JSON.parse(event.slice(6))));
    }
  }
}

/** Guarantee: the app answers what its routes declare; these proofs compare its content with what was sent. */
function asAnswer<T>(answer: unknown): T {
  return answer as T;
}
