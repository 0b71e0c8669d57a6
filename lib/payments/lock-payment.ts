import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { payments } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";

export type Payment = typeof payments.$inferSelect;

/** Fetches a payment and keeps others from changing it. Lock order: payment, then ledger. Throws `not_found`. */
export async function lockPayment(tx: Tx, paymentId: Id<"pay">): Promise<Payment> {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(eq(payments.id, paymentId))
    .for("update");
  if (!payment) throw new DomainError("not_found");
  return payment;
}
