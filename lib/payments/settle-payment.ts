import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { payments } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { deposit } from "#lib/ledger/deposit";
import { payOut } from "#lib/ledger/pay-out";
import { now } from "#lib/time";
import { lockPayment } from "./lock-payment.ts";
import { nextPaymentStatus } from "./policy.ts";

/**
 * The money has arrived: a deposit enters the wallet, a payout leaves its hold for the world outside. A second call
 * changes nothing. Throws `not_found`, and `payment_not_pending` when the payment has failed before.
 */
export function settlePayment(
  _doer: typeof SYSTEM,
  { paymentId }: { paymentId: Id<"pay"> },
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  return inTransaction(tx, async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    const status = nextPaymentStatus(payment.status, "settled");
    if (status === "ignore") return { isReplay: true };
    const reference = `payment:${payment.id}`;
    switch (payment.direction) {
      case "deposit": {
        const { userId: owner, amountCents } = payment;
        await deposit(tx, { owner, amountCents, key: `${reference}:deposit`, reference });
        break;
      }
      case "payout":
        await payOut(tx, { holdFor: payment.id, key: `${reference}:payout`, reference });
        break;
    }
    await tx.update(payments).set({ status, finishedAt: now() }).where(eq(payments.id, payment.id));
    return { isReplay: false };
  });
}
