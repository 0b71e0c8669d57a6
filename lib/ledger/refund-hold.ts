import type { Tx } from "#db/client";
import { postResolution } from "./post.ts";
import type { Resolution, ResolvedHold } from "./schema.ts";

/** Returns held money to the payer's wallet, also to a closed one. Throws like `releaseHold`. */
export async function refundHold(tx: Tx, resolution: Resolution): Promise<ResolvedHold> {
  return postResolution(tx, "refund", resolution);
}
