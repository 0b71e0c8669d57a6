import type { Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { enqueue } from "#lib/edge/task";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import { currentProvider } from "./find-provider.ts";
import { createPayment } from "./internal/create-payment.ts";
import { checkMayPay, checkStep, type PaymentPurpose } from "./policy.ts";
import { sendPaymentTask } from "./schema.ts";

/**
 * Records a deposit from a card in the caller's transaction; it is sent to the provider after the commit. The same
 * request key returns the first payment. Throws `forbidden`, `amount_out_of_range`, `amount_not_possible`,
 * `invalid_input` for an unknown card, `idempotency_mismatch`, `too_many_today`.
 */
export async function startDeposit(
  tx: Tx,
  actor: Actor,
  deposit: {
    readonly purpose: PaymentPurpose;
    readonly amountCents: Cents;
    /** The provider's token for it. */
    readonly card: string;
    readonly requestKey: string;
  },
): Promise<{ paymentId: Id<"pay">; isReplay: boolean }> {
  const { purpose, amountCents, card, requestKey } = deposit;
  checkMayPay(actor.role, "deposit", amountCents);
  const provider = currentProvider();
  checkStep(amountCents, provider.stepOf("deposit"));
  const method = provider.findCard(card);
  if (!method) throw new DomainError("invalid_input", { field: "card" });
  const payment = await createPayment(tx, actor, provider, {
    direction: "deposit",
    purpose,
    amountCents,
    method,
    requestKey,
  });
  if (!payment.isReplay) {
    const { paymentId } = payment;
    await enqueue(tx, sendPaymentTask, { paymentId }, { singletonKey: paymentId });
  }
  return payment;
}
