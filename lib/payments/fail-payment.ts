import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { returnPayout } from "#lib/ledger/return-payout";
import { now } from "#lib/time";
import { lockPayment } from "./lock-payment.ts";
import { nextPaymentStatus } from "./policy.ts";

/**
 * The provider gave up. A deposit never reached the ledger, so nothing moves; a payout's hold returns to the wallet,
 * also to one that has been closed since. A second call changes nothing.
 * Throws `not_found`, and `payment_not_pending` when the payment has settled before.
 */
export function failPayment(
  _doer: typeof SYSTEM,
  { paymentId, reason }: { paymentId: Id<"pay">; reason: string },
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  return inTransaction(tx, async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    const status = nextPaymentStatus(payment.status, "failed");
    if (status === "ignore") return { isReplay: true };
    if (payment.direction === "payout") {
      const reference = `payment:${payment.id}`;
      await returnPayout(tx, { holdFor: payment.id, key: `${reference}:return`, reference });
    }
    await tx
      .update(payments)
      .set({ status, failureReason: reason, finishedAt: now() })
      .where(eq(payments.id, payment.id));
    return { isReplay: false };
  });
}
