import type { Tx } from "#db/client";
import type { Cents } from "#lib/money";
import { post } from "./post.ts";
import { type Cause, OUTSIDE, type Transfer } from "./schema.ts";

/**
 * Money that arrived from outside, into the owner's wallet, which is opened when there is none.
 * Throws `amount_out_of_range`, `idempotency_mismatch`, `currency_mismatch`.
 */
export async function deposit(
  tx: Tx,
  input: Cause & { owner: string; amountCents: Cents },
): Promise<Transfer> {
  const { owner, ...movement } = input;
  return post(tx, {
    ...movement,
    kind: "deposit",
    from: { kind: "external", owner: OUTSIDE },
    to: { kind: "wallet", owner },
  });
}
