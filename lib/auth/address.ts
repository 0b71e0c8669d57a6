/**
 * Set on every request by the front, whatever the client sent under this name: the framework does not pass on the
 * socket, and anyone can write X-Forwarded-For.
 */
export const ADDRESS_HEADER = "x-workhub-address";

/**
 * The address that a request comes from. Each of our `proxies` (TRUST_PROXY) appends the address that asked it, so
 * behind n of them the client is the nth from the right. Without any, X-Forwarded-For is ignored.
 */
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
