import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { payments } from "#db/schema";
import { enqueue } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { checkPaymentTask } from "../schema.ts";

export type Payment = typeof payments.$inferSelect;

/**
 * Fetches a payment and locks it. Lock order: payment, then ledger. Only the queue and the provider name payments, and
 * none is ever removed, so a missing one is an error and no refusal.
 */
export async function lockPayment(tx: Tx, paymentId: Id<"pay">): Promise<Payment> {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(eq(payments.id, paymentId))
    .for("update");
  if (!payment) throw new Error(`There is no payment ${paymentId}`);
  return payment;
}

/** Schedules a check of a payment at that time. If one already runs or waits, that one continues. */
export async function scheduleCheck(tx: Tx, paymentId: Id<"pay">, at: Date): Promise<void> {
  await enqueue(tx, checkPaymentTask, { paymentId }, { startAfter: at, singletonKey: paymentId });
}
