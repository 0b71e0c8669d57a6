import { inTransaction, type Tx } from "#db/client";
import type { Actor, Role, VerifiedActor } from "#lib/auth/actor";
import { getEnv } from "#lib/env";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { getOwed } from "#lib/ledger/queries";
import type { Cents } from "#lib/money";
import { mayPay, nearestPayable } from "./policy.ts";
import { type AddFundsInput, addFundsInput } from "./schema.ts";
import { startDeposit } from "./start-deposit.ts";

/** Whether clients may add funds beforehand here. */
export function canAddFunds(role: Role): boolean {
  return getEnv().WALLET_TOP_UPS && mayPay(role, "deposit");
}

/**
 * Records a client's deposit, which is sent to the provider after the commit. Nothing is in the wallet until the
 * provider has settled it. The same form sent twice returns the first payment. Throws `forbidden`, `top_ups_off` unless
 * the amount only settles what is owed, `amount_out_of_range`, `amount_not_possible`, `invalid_input` for an unknown
 * card, `idempotency_mismatch`.
 */
export function addFunds(
  actor: VerifiedActor,
  input: AddFundsInput,
  tx?: Tx,
): Promise<{ paymentId: Id<"pay">; isReplay: boolean }> {
  return inTransaction(tx, async (tx) => {
    const deposit = addFundsInput.parse(input);
    if (!getEnv().WALLET_TOP_UPS) await requireOwed(tx, actor, deposit.amountCents);
    return startDeposit(tx, actor, { ...deposit, purpose: "wallet" });
  });
}

/** Money that only settles what is owed is no balance that is kept. */
async function requireOwed(tx: Tx, { userId }: Actor, amountCents: Cents): Promise<void> {
  const owedCents = await getOwed(tx, userId);
  if (owedCents === 0 || amountCents > nearestPayable(owedCents)) {
    throw new DomainError("top_ups_off");
  }
}
