import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { failPayment } from "./fail-payment.ts";
import { lockPayment, type Payment } from "./lock-payment.ts";
import { nextPaymentStatus } from "./policy.ts";
import type { ProviderReport } from "./provider.ts";
import { scheduleCheck } from "./schedule-check.ts";
import { settlePayment } from "./settle-payment.ts";

export type ProviderEvent = { readonly provider: string; readonly report: ProviderReport };

/**
 * Takes in what the provider says about a payment, whether as an answer or as a message of its own. Twice, late or
 * before the creation was answered: the effect is that of once, in order.
 * Throws `not_found` for a payment that is not this provider's, `idempotency_mismatch` when amount or reference
 * are not the payment's, and `payment_not_pending` when it contradicts what was final.
 */
export function handleProviderEvent(
  doer: typeof SYSTEM,
  { provider, report }: ProviderEvent,
  tx?: Tx,
): Promise<void> {
  return inTransaction(tx, async (tx) => {
    const payment = await lockPayment(tx, report.paymentId);
    checkReport(payment, provider, report);
    await tx
      .update(payments)
      .set({ providerReference: report.reference })
      .where(eq(payments.id, payment.id));
    switch (report.status) {
      case "accepted":
        return acceptPayment(tx, payment, report.expectedAt);
      case "settled":
        await settlePayment(doer, { paymentId: payment.id }, tx);
        return;
      case "failed":
        await failPayment(doer, { paymentId: payment.id, reason: report.reason }, tx);
        return;
    }
  });
}

/** A payment has one order at one provider; anything else is a mix-up in which no money may move. */
function checkReport(payment: Payment, provider: string, report: ProviderReport): void {
  if (payment.provider !== provider) throw new DomainError("not_found");
  const known = payment.providerReference ?? report.reference;
  if (known !== report.reference || payment.amountCents !== report.amountCents) {
    throw new DomainError("idempotency_mismatch", { paymentId: payment.id });
  }
}

/** Also takes in that the provider has put the date off; the question about it that waits asks again by itself. */
async function acceptPayment(tx: Tx, payment: Payment, expectedAt: Date): Promise<void> {
  const next = nextPaymentStatus(payment.status, "accepted");
  const status = next === "ignore" ? payment.status : next;
  if (status !== "pending") return;
  await tx.update(payments).set({ status, expectedAt }).where(eq(payments.id, payment.id));
  if (payment.status !== "pending") await scheduleCheck(tx, payment.id, expectedAt);
}
