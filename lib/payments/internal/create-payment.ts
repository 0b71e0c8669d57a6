import { and, eq, gt } from "drizzle-orm";
import type { Tx } from "#db/client";
import { payments } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { limitPerson } from "#lib/auth/limit-person";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import type { PaymentDirection, PaymentPurpose } from "../policy.ts";
import type { PaymentMethod, PaymentProvider } from "../provider.ts";

export type NewPayment = {
  readonly direction: PaymentDirection;
  readonly purpose?: PaymentPurpose;
  readonly amountCents: Cents;
  readonly method: PaymentMethod;
  readonly requestKey: string;
  /** The deposit to whose card it goes back. */
  readonly refundOf?: Id<"pay"> | null;
};

/**
 * Records a payment that the provider has not heard of yet, once per person and request key: a second caller waits for
 * the first and gets its payment. Throws `idempotency_mismatch` when the key was used with other contents, and
 * `too_many_today`.
 */
export async function createPayment(
  tx: Tx,
  actor: Actor,
  provider: PaymentProvider,
  { direction, purpose = "wallet", amountCents, method, requestKey, refundOf = null }: NewPayment,
): Promise<{ paymentId: Id<"pay">; isReplay: boolean }> {
  const [made] = await tx
    .insert(payments)
    .values({
      id: newId("pay"),
      userId: actor.userId,
      direction,
      purpose,
      amountCents,
      status: "created",
      method: method.label,
      methodToken: method.token,
      provider: provider.name,
      requestKey,
      refundOf,
      createdAt: now(),
    })
    .onConflictDoNothing({ target: [payments.userId, payments.requestKey] })
    .returning({ paymentId: payments.id });
  if (made) {
    await limitPaying(tx, actor);
    return { ...made, isReplay: false };
  }

  const [earlier] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.userId, actor.userId), eq(payments.requestKey, requestKey)));
  if (
    earlier?.direction !== direction ||
    earlier.purpose !== purpose ||
    earlier.amountCents !== amountCents ||
    earlier.methodToken !== method.token ||
    earlier.refundOf !== refundOf
  ) {
    throw new DomainError("idempotency_mismatch");
  }
  return { paymentId: earlier.id, isReplay: true };
}

async function limitPaying(tx: Tx, { userId }: Actor): Promise<void> {
  await limitPerson(tx, userId, "payments", (since) =>
    tx.$count(payments, and(eq(payments.userId, userId), gt(payments.createdAt, since))),
  );
}
