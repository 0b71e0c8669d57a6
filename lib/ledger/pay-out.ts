import type { Tx } from "#db/client";
import { postResolution } from "./post.ts";
import type { Resolution, ResolvedHold } from "./schema.ts";

/** Lets held money leave for the outside world: the bank has it. Throws like `releaseHold`. */
export async function payOut(tx: Tx, resolution: Resolution): Promise<ResolvedHold> {
  return postResolution(tx, "payout", resolution);
}
