import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { payments } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { enqueue } from "#lib/edge/task";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { endPaymentTask, type PaymentInput, paymentInput } from "./schema.ts";

/**
 * Gives up a payment that waits for its person at the provider. It is over once the provider has said so; one that was
 * paid in the same moment stays paid. Again, it changes nothing. Throws `not_found`, and `payment_not_waiting` for one
 * that the bank works on or that is over.
 */
export function giveUpPayment(actor: VerifiedActor, input: PaymentInput, tx?: Tx): Promise<void> {
  return inTransaction(tx, async (tx) => {
    const { paymentId } = paymentInput.parse(input);
    const [payment] = await tx
      .select({ status: payments.status, givenUpAt: payments.givenUpAt })
      .from(payments)
      .where(and(eq(payments.id, paymentId), eq(payments.userId, actor.userId)))
      .for("update");
    if (!payment) throw new DomainError("not_found");
    if (payment.givenUpAt) return;
    if (payment.status !== "requires_action") throw new DomainError("payment_not_waiting");
    await tx.update(payments).set({ givenUpAt: now() }).where(eq(payments.id, paymentId));
    await enqueue(tx, endPaymentTask, { paymentId }, { singletonKey: paymentId });
  });
}
