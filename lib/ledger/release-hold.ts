import type { Tx } from "#db/client";
import { postResolution } from "./post.ts";
import type { Resolution, ResolvedHold } from "./schema.ts";

/**
 * Pays held money to the payee's wallet. Throws `hold_already_resolved` (with `remainingCents`) when less is left
 * than asked for, `account_not_found` without a hold, `idempotency_mismatch`, `amount_out_of_range`.
 */
export async function releaseHold(tx: Tx, resolution: Resolution): Promise<ResolvedHold> {
  return postResolution(tx, "release", resolution);
}
