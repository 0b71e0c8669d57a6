import { type LookupAddress, lookup } from "node:dns";
import { type RequestOptions, request } from "node:https";
import type { LookupFunction } from "node:net";
import { DAY_MS } from "#lib/time";
import { isPublicAddress } from "../internal/public-address.ts";

/** From the first question for its address to its answer. */
const PATIENCE_MS = 10_000;

export type Sealed = {
  readonly headers: NonNullable<RequestOptions["headers"]>;
  readonly body: Buffer | null;
};
export type Answer = { readonly status: number; readonly retryAfterMs: number };
export type Post = (address: string, sealed: Sealed) => Promise<Answer>;

type Resolve = (
  host: string,
  how: { readonly all: true },
  then: (error: Error | null, found: LookupAddress[]) => void,
) => void;

/**
 * Posts over https to a host of the internet, whatever its name leads to, and reads no more than the head of the answer.
 * Throws when there is none in time.
 */
export const postPublicly: Post = (address, { headers, body }) =>
  new Promise((resolve, reject) => {
    const how = {
      method: "POST",
      headers,
      lookup: lookupPublic(),
      signal: AbortSignal.timeout(PATIENCE_MS),
    };
    const posting = request(address, how, (response) => {
      const { statusCode = 0, headers } = response;
      response.destroy();
      resolve({ status: statusCode, retryAfterMs: readWait(headers["retry-after"]) });
    });
    posting.on("error", reject);
    posting.end(body ?? undefined);
  });

/** The socket connects to what this has checked, so a name cannot lead elsewhere a moment later. */
export function lookupPublic(resolve: Resolve = lookup): LookupFunction {
  return (host, { all }, then) => {
    resolve(host, { all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first) return then(error ?? new Error("No address"), "");
      if (!found.every(({ address }) => isPublicAddress(address))) {
        return then(new Error(`${host} leads to an address that is not public`), "");
      }
      return all ? then(null, found) : then(null, first.address, first.family);
    });
  };
}

/** How long it asks to wait, up to a day; 0 when it does not say so in seconds. */
function readWait(text: string | undefined): number {
  return text && /^\d{1,9}$/.test(text) ? Math.min(Number(text) * 1000, DAY_MS) : 0;
}
