import { driverOf, type Tx } from "#db/client";
import type { Cents } from "#lib/money";
import { postResolution } from "./post.ts";
import type { Cause, ResolvedHold } from "./schema.ts";

/**
 * Resolves a hold for both sides at once: a release and a refund, with the keys `<key>:release` and `<key>:refund`.
 * A side of zero is left out. Both happen or neither. Throws like `releaseHold`.
 */
export async function splitHold(
  tx: Tx,
  split: Cause & { holdFor: string; toPayeeCents: Cents; toPayerCents: Cents },
): Promise<ResolvedHold[]> {
  const { holdFor, key, reference, toPayeeCents, toPayerCents } = split;
  const sides = [
    { kind: "release", amountCents: toPayeeCents },
    { kind: "refund", amountCents: toPayerCents },
  ] as const;
  return tx.transaction(async (both) => {
    await driverOf(both)`select ledger.lock_parties(${holdFor})`;
    const resolved: ResolvedHold[] = [];
    for (const { kind, amountCents } of sides) {
      if (amountCents === 0) continue;
      const side = { holdFor, reference, key: `${key}:${kind}`, amountCents };
      resolved.push(await postResolution(both, kind, side));
    }
    return resolved;
  });
}
