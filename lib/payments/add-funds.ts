import { inTransaction, type Tx } from "#db/client";
import type { Role, VerifiedActor } from "#lib/auth/actor";
import { getEnv } from "#lib/env";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { mayPay } from "./policy.ts";
import { type AddFundsInput, addFundsInput } from "./schema.ts";
import { startDeposit } from "./start-deposit.ts";

/** Whether this role may add funds here: only clients do, and not where the operator keeps no balances for them. */
export function canAddFunds(role: Role): boolean {
  return getEnv().WALLET_TOP_UPS && mayPay(role, "deposit");
}

/**
 * Records a client's deposit, which is sent to the provider after the commit. Nothing is in the wallet until the
 * provider has settled it. The same form sent twice returns the first payment. Throws `forbidden`, `top_ups_off`,
 * `amount_out_of_range`, `amount_not_possible`, `invalid_input` for an unknown card, `idempotency_mismatch`.
 */
export async function addFunds(
  actor: VerifiedActor,
  input: AddFundsInput,
  tx?: Tx,
): Promise<{ paymentId: Id<"pay">; isReplay: boolean }> {
  if (!getEnv().WALLET_TOP_UPS) throw new DomainError("top_ups_off");
  return inTransaction(tx, (tx) =>
    startDeposit(tx, actor, { ...addFundsInput.parse(input), purpose: "wallet" }),
  );
}
