import { ADDRESS_HEADER } from "#lib/auth/address";

/** Set by the front on every request: the path and query that were asked for. */
export const PATH_HEADER = "x-workhub-path";

/** Set there too: when the request arrived, in ms, so that the frame need not read a clock while it renders. */
export const TIME_HEADER = "x-workhub-time";

/** Where a request comes from, for the audit. */
export function originOf(head: { get(name: string): string | null }) {
  return {
    address: head.get(ADDRESS_HEADER),
    userAgent: head.get("user-agent")?.slice(0, 400) ?? null,
  };
}
