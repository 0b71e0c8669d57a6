import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { payments } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { type Cents, cents, formatCents, sumCents } from "#lib/money";
import { now } from "#lib/time";
import { spreadOver, wholeSteps } from "../policy.ts";
import type { PaymentMethod, PaymentProvider } from "../provider.ts";

/** One withdrawal goes back to at most so many deposits of a card: each is a refund of its own. */
export const MOST_PARTS = 20;

/** What goes back to the card that had paid this deposit. */
export type Part = {
  readonly depositId: Id<"pay">;
  readonly method: PaymentMethod;
  readonly partCents: Cents;
};

/**
 * What of a deposit can still go back to its card, in minor units: less what was taken back of it and is not given back,
 * and less the withdrawals to that card that have not failed.
 */
export const leftToRefund: SQL<string> = sql<string>`(payments.amount_cents
    - coalesce((select sum(taken.amount_cents) from payment_reversals taken
        where taken.payment_id = payments.id and taken.won_at is null), 0)
    - coalesce((select sum(other.amount_cents) from payments other
        where other.refund_of = payments.id and other.status <> 'failed'), 0))`;

/** The condition that a deposit of this person has settled there. */
function isOwnDeposit({ userId }: Actor, { name }: PaymentProvider): SQL | undefined {
  return and(
    eq(payments.userId, userId),
    eq(payments.direction, "deposit"),
    eq(payments.status, "settled"),
    eq(payments.provider, name),
  );
}

function isInTime({ refundableForMs }: PaymentProvider): SQL {
  return gt(payments.finishedAt, new Date(now().getTime() - refundableForMs));
}

/** The condition that something of such a deposit can go back to its card now. */
export function isRefundable(actor: Actor, provider: PaymentProvider): SQL | undefined {
  return and(isOwnDeposit(actor, provider), isInTime(provider), gt(leftToRefund, sql`0`));
}

/**
 * The card that had paid this settled deposit of the person, as its payments name it, and whether the time is over in
 * which that deposit could go back. Throws `not_found`.
 */
export async function findCardOf(
  tx: Tx,
  actor: Actor,
  provider: PaymentProvider,
  depositId: Id<"pay">,
): Promise<{ card: string; isOver: boolean }> {
  const [deposit] = await tx
    .select({ card: payments.method, isInTime: sql<boolean>`${isInTime(provider)}` })
    .from(payments)
    .where(and(eq(payments.id, depositId), isOwnDeposit(actor, provider)));
  if (!deposit) throw new DomainError("not_found");
  return { card: deposit.card, isOver: !deposit.isInTime };
}

/**
 * Locks the deposits of a card of which something is left, so that withdrawals to it, and what is taken back of them,
 * take turns. The oldest come first: a card takes its money back for some time only. Returns their ids.
 */
export async function lockDeposits(
  tx: Tx,
  actor: Actor,
  provider: PaymentProvider,
  card: string,
): Promise<Id<"pay">[]> {
  const rows = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(isRefundable(actor, provider), eq(payments.method, card)))
    .orderBy(asc(payments.finishedAt), asc(payments.id))
    .limit(MOST_PARTS)
    .for("update");
  return rows.map(({ id }) => id);
}

/**
 * Spreads an amount over deposits that are locked, in their order. Throws `more_than_refundable` when less is left of
 * them together.
 */
export async function spreadOverDeposits(
  tx: Tx,
  provider: PaymentProvider,
  amountCents: Cents,
  locked: readonly Id<"pay">[],
): Promise<readonly Part[]> {
  const { id, methodToken, method } = payments;
  // Read once more: whoever held the locks before has taken some of it.
  const rows = await tx
    .select({ paymentId: id, methodToken, method, left: leftToRefund })
    .from(payments)
    .where(inArray(id, [...locked]))
    .orderBy(asc(payments.finishedAt), asc(id));
  const deposits = rows.map((row) => ({ ...row, leftCents: cents(Math.max(Number(row.left), 0)) }));
  const stepCents = provider.stepOf("payout");
  const parts = spreadOver(amountCents, deposits, stepCents);
  if (!parts) {
    const all = sumCents(deposits.map(({ leftCents }) => wholeSteps(leftCents, stepCents)));
    throw new DomainError("more_than_refundable", { left: formatCents(all), field: "amountCents" });
  }
  return parts.map(({ deposit, partCents }) => ({
    depositId: deposit.paymentId,
    method: { token: deposit.methodToken, label: deposit.method },
    partCents,
  }));
}
