import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/** Set on every request by `watchAddresses`, whatever the client sent under this name. */
export const ADDRESS_HEADER = "x-workhub-address";

const REQUEST_START = "http.server.request.start";

/**
 * Writes the address that a connection comes from into a header of its own, before anything else sees the
 * request: Next hands on no socket, and X-Forwarded-For can be written by anybody. `proxies` is how many of our
 * own proxies stand in front (TRUST_PROXY, 0 by default): only what these added to X-Forwarded-For is believed. Returns how to stop.
 */
export function watchAddresses(proxies: number): () => void {
  const onRequest = (message: unknown) => {
    const request = requestOf(message);
    if (!request) return;
    const address = clientAddress(
      request.socket.remoteAddress,
      request.headers["x-forwarded-for"],
      proxies,
    );
    delete request.headers[ADDRESS_HEADER];
    if (address) request.headers[ADDRESS_HEADER] = address;
  };
  subscribe(REQUEST_START, onRequest);
  return () => unsubscribe(REQUEST_START, onRequest);
}

/** Each proxy appends whom it was asked by: behind n of them, the client is the nth from the right. */
export function clientAddress(
  remoteAddress: string | undefined,
  forwardedFor: string | string[] | undefined,
  proxies: number,
): string | null {
  if (proxies === 0) return remoteAddress ?? null;
  const chain = String(forwardedFor ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  return chain.at(-proxies) ?? chain[0] ?? remoteAddress ?? null;
}

/** Guarantee: Node documents `{ request, response, socket, server }` as this channel's message. */
function requestOf(message: unknown): IncomingMessage | null {
  return message instanceof Object && "request" in message
    ? (message.request as IncomingMessage)
    : null;
}
