import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { payments, users } from "#db/schema";
import type { SYSTEM } from "#lib/auth/actor";
import { enqueue } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { deposit, payOut, returnPayout } from "#lib/ledger/movements";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import { nextPaymentStatus, type PaymentDirection } from "../policy.ts";
import { hireWhenPaidTask } from "../schema.ts";
import { lockPayment, type Payment } from "./lock-payment.ts";

/**
 * The money has arrived: a deposit enters the wallet, a payout leaves its hold for the outside world. A second call
 * changes nothing. Throws an ordinary error when the payment has already failed.
 */
export function settlePayment(
  _doer: typeof SYSTEM,
  { paymentId }: { paymentId: Id<"pay"> },
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  return inTransaction(tx, async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    const status = nextPaymentStatus(payment.status, "settled", payment.direction);
    if (status === "ignore") return { isReplay: true };
    const reference = `payment:${payment.id}`;
    switch (payment.direction) {
      case "deposit": {
        const { userId: owner, amountCents, provider: outside } = payment;
        const key = `${reference}:deposit`;
        await deposit(tx, { owner, outside, amountCents, key, reference });
        break;
      }
      case "payout":
        await payOut(tx, { holdFor: payment.id, key: `${reference}:payout`, reference });
        break;
    }
    await tx.update(payments).set({ status, finishedAt: now() }).where(eq(payments.id, payment.id));
    await tellOwner(tx, payment, { deposit: "deposit_arrived", payout: "payout_arrived" });
    return { isReplay: false };
  });
}

/**
 * The provider gave up. A deposit never reached the ledger, so nothing moves; a payout's hold returns to the wallet,
 * even to one that was closed since. A payout that had settled comes back from outside. A second call changes nothing.
 * Throws an ordinary error when the payment is a deposit that has settled, or a settled payout of somebody who has left.
 */
export function failPayment(
  _doer: typeof SYSTEM,
  { paymentId, reason }: { paymentId: Id<"pay">; reason: string },
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  return inTransaction(tx, async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    const status = nextPaymentStatus(payment.status, "failed", payment.direction);
    if (status === "ignore") return { isReplay: true };
    if (payment.direction === "payout") await bringBack(tx, payment);
    await tx
      .update(payments)
      .set({ status, failureReason: reason, finishedAt: now() })
      .where(eq(payments.id, payment.id));
    const isTheirDoing = payment.givenUpAt !== null && payment.purpose === "wallet";
    if (!isTheirDoing)
      await tellOwner(tx, payment, { deposit: "deposit_failed", payout: "payout_failed" });
    return { isReplay: false };
  });
}

/** What has left its hold comes from outside again; what has not returns from the hold. */
async function bringBack(tx: Tx, payment: Payment): Promise<void> {
  const { id, status, userId: owner, amountCents, provider: outside } = payment;
  const reference = `payment:${id}`;
  if (status === "settled") {
    await requireStay(tx, owner);
    const key = `${reference}:returned`;
    await deposit(tx, { owner, outside, amountCents, key, reference });
  } else {
    await returnPayout(tx, { holdFor: id, key: `${reference}:return`, reference });
  }
}

/** Somebody who has left cannot take out what comes back to them: the operator has to send it in another way. */
async function requireStay(tx: Tx, userId: Id<"usr">): Promise<void> {
  const [owner] = await tx
    .select({ leftAt: users.leftAt })
    .from(users)
    .where(eq(users.id, userId))
    .for("key share");
  if (owner?.leftAt === null) return;
  throw new Error(`Money has come back for ${userId}, who has left`);
}

type Outcome = Record<
  PaymentDirection,
  "deposit_arrived" | "deposit_failed" | "payout_arrived" | "payout_failed"
>;

/** Where the payment was for a hire, that goes on right after the commit, and tells the owner how it ended. */
async function tellOwner(tx: Tx, payment: Payment, outcome: Outcome): Promise<void> {
  const { id: about, userId: to, amountCents, direction, purpose } = payment;
  if (purpose === "hire") {
    await enqueue(tx, hireWhenPaidTask, { paymentId: about }, { singletonKey: about });
    return;
  }
  await notify(tx, { kind: outcome[direction], to, about, by: null, facts: { amountCents } });
}
