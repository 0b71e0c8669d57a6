import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { type AddFundsInput, addFundsInput } from "./schema.ts";
import { startDeposit } from "./start-deposit.ts";

/**
 * Records a client's deposit, which is sent to the provider after the commit. Nothing is in the wallet until the
 * provider has settled it. The same form sent twice returns the first payment. Throws `forbidden`,
 * `amount_out_of_range`, `invalid_input` for an unknown card, `idempotency_mismatch`.
 */
export function addFunds(
  actor: VerifiedActor,
  input: AddFundsInput,
  tx?: Tx,
): Promise<{ paymentId: Id<"pay">; isReplay: boolean }> {
  return inTransaction(tx, (tx) =>
    startDeposit(tx, actor, { ...addFundsInput.parse(input), purpose: "wallet" }),
  );
}
