import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { enqueue } from "#lib/edge/task";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { currentProvider } from "./find-provider.ts";
import { createPayment } from "./internal/create-payment.ts";
import { checkMayPay } from "./policy.ts";
import { type AddFundsInput, addFundsInput, sendPaymentTask } from "./schema.ts";

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
  return inTransaction(tx, async (tx) => {
    const { amountCents, card, requestKey } = addFundsInput.parse(input);
    checkMayPay(actor.role, "deposit", amountCents);
    const provider = currentProvider();
    const method = provider.findCard(card);
    if (!method) throw new DomainError("invalid_input", { field: "card" });
    const payment = await createPayment(tx, actor, provider, {
      direction: "deposit",
      amountCents,
      method,
      requestKey,
    });
    if (!payment.isReplay) {
      const { paymentId } = payment;
      await enqueue(tx, sendPaymentTask, { paymentId }, { singletonKey: paymentId });
    }
    return payment;
  });
}
