import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { payments } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { type Cents, cents, formatCents } from "#lib/money";
import { now } from "#lib/time";
import type { PaymentProvider } from "../provider.ts";
import type { Payment } from "./lock-payment.ts";

/**
 * What of a deposit can still go back to its card, in minor units: less what was taken back of it and is not given back,
 * and less the withdrawals to that card, but for `except`, that have not failed.
 */
export function leftToRefund(except: Id<"pay"> | "" = ""): SQL<string> {
  return sql<string>`(payments.amount_cents
    - coalesce((select sum(taken.amount_cents) from payment_reversals taken
        where taken.payment_id = payments.id and taken.won_at is null), 0)
    - coalesce((select sum(other.amount_cents) from payments other
        where other.refund_of = payments.id and other.status <> 'failed' and other.id <> ${except}), 0))`;
}

/** The condition that a deposit of this person has settled there. */
export function isOwnDeposit({ userId }: Actor, { name }: PaymentProvider): SQL | undefined {
  return and(
    eq(payments.userId, userId),
    eq(payments.direction, "deposit"),
    eq(payments.status, "settled"),
    eq(payments.provider, name),
  );
}

/**
 * Fetches a settled deposit of this person and locks it, so that withdrawals to its card, and what is taken back of it,
 * take turns. Throws `not_found`, and `card_refund_over` once its card cannot be paid any more.
 */
export async function lockDeposit(
  tx: Tx,
  actor: Actor,
  provider: PaymentProvider,
  depositId: Id<"pay">,
): Promise<Payment> {
  const [deposit] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.id, depositId), isOwnDeposit(actor, provider)))
    .for("update");
  if (!deposit?.finishedAt) throw new DomainError("not_found");
  if (provider.refundableUntil(deposit.finishedAt) <= now()) {
    throw new DomainError("card_refund_over");
  }
  return deposit;
}

/** Throws `more_than_refundable` when a withdrawal to the card, which is recorded already, is more than what was left. */
export async function requireLeft(
  tx: Tx,
  depositId: Id<"pay">,
  { paymentId, amountCents }: { paymentId: Id<"pay">; amountCents: Cents },
): Promise<void> {
  const [deposit] = await tx
    .select({ left: leftToRefund(paymentId) })
    .from(payments)
    .where(eq(payments.id, depositId));
  const leftCents = cents(Math.max(Number(deposit?.left ?? 0), 0));
  if (amountCents <= leftCents) return;
  const left = formatCents(leftCents);
  throw new DomainError("more_than_refundable", { left, field: "amountCents" });
}

/** The condition that something is left of it. */
export const isLeft = gt(leftToRefund(), sql`0`);
