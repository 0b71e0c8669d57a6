import type { Tx } from "#db/client";
import type { Cents } from "#lib/money";
import { postHold } from "./post.ts";
import { type Cause, OUTSIDE, type Transfer } from "./schema.ts";

/** Who is paid when the hold is released: somebody's wallet, or the world outside (a payout). */
export type Payee = { readonly kind: "wallet"; readonly owner: string } | "outside";

/**
 * The first phase of a two-phase transfer: moves the amount out of the payer's wallet onto the hold of `holdFor`.
 * Payer and payee are fixed with it; the hold can only ever go to the one or return to the other.
 * Throws `insufficient_funds` (with `missing`), `hold_exists`, `account_closed`, `amount_out_of_range`,
 * `idempotency_mismatch`, `currency_mismatch`.
 */
export async function holdFunds(
  tx: Tx,
  input: Cause & { payer: string; payee: Payee; holdFor: string; amountCents: Cents },
): Promise<Transfer> {
  const payee =
    input.payee === "outside" ? { kind: "external" as const, owner: OUTSIDE } : input.payee;
  return postHold(tx, { ...input, payee });
}
