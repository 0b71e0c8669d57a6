import type { Tx } from "#db/client";
import { postResolution } from "./post.ts";
import type { Resolution, ResolvedHold } from "./schema.ts";

/** Puts the money of a payout that failed back into its wallet, also into a closed one. Throws like `releaseHold`. */
export async function returnPayout(tx: Tx, resolution: Resolution): Promise<ResolvedHold> {
  return postResolution(tx, "refund", resolution);
}
