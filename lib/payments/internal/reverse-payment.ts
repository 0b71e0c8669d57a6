import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { paymentReversals } from "#db/schema";
import { reinstateDeposit, reverseDeposit } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import type { ReportedReversal } from "../provider.ts";
import type { Payment } from "./lock-payment.ts";

/**
 * Takes money of a settled deposit back out of its owner's wallet; what is no longer there is owed. The caller holds the
 * payment's lock. Told again, it changes nothing. Throws an ordinary error for a payout, for more than was paid in, and
 * for a known reversal with another amount: an operator has to look.
 */
export async function reversePayment(
  tx: Tx,
  payment: Payment,
  { reference, amountCents, reason }: ReportedReversal,
): Promise<void> {
  const { id: paymentId, userId: owner, direction, provider: outside } = payment;
  if (direction !== "deposit") throw new Error(`${paymentId} is a payout and cannot be reversed`);
  const reversal = { paymentId, reference, amountCents, reason, reversedAt: now() };
  const [made] = await tx
    .insert(paymentReversals)
    .values(reversal)
    .onConflictDoNothing()
    .returning({ reference: paymentReversals.reference });
  await checkSum(tx, payment, { reference, amountCents });
  if (!made) return;
  const { owedCents } = await reverseDeposit(tx, {
    owner,
    outside,
    amountCents,
    key: keyOf(paymentId, reference),
    reference: `payment:${paymentId}`,
  });
  const facts = { amountCents, owedCents };
  await notify(tx, { kind: "payment_reversed", to: owner, about: paymentId, by: null, facts });
}

/** Gives back what a reversal took, once. The caller holds the payment's lock, and has recorded the reversal. */
export async function winReversal(
  tx: Tx,
  { id: paymentId, userId: owner, provider: outside }: Payment,
  { reference, amountCents }: ReportedReversal,
): Promise<void> {
  const [won] = await tx
    .update(paymentReversals)
    .set({ wonAt: now() })
    .where(
      and(
        eq(paymentReversals.paymentId, paymentId),
        eq(paymentReversals.reference, reference),
        isNull(paymentReversals.wonAt),
      ),
    )
    .returning({ reference: paymentReversals.reference });
  if (!won) return;
  await reinstateDeposit(tx, {
    owner,
    outside,
    amountCents,
    key: `${keyOf(paymentId, reference)}:won`,
    reference: `payment:${paymentId}`,
  });
  const facts = { amountCents };
  await notify(tx, { kind: "reversal_won", to: owner, about: paymentId, by: null, facts });
}

function keyOf(paymentId: string, reference: string): string {
  return `payment:${paymentId}:reversal:${reference}`;
}

/** What was taken back and not won is never more than what was paid in, and a known reversal keeps its amount. */
async function checkSum(
  tx: Tx,
  { id, amountCents: paidCents }: Payment,
  told: Pick<ReportedReversal, "reference" | "amountCents">,
): Promise<void> {
  const [row] = await tx
    .select({
      open: sql<string>`coalesce(sum(amount_cents) filter (where won_at is null), 0)`,
      known: sql<string>`coalesce(sum(amount_cents) filter (where reference = ${told.reference}), 0)`,
    })
    .from(paymentReversals)
    .where(eq(paymentReversals.paymentId, id));
  if (cents(row?.known ?? 0) !== told.amountCents) {
    throw new Error(`${told.reference} of ${id} was about another amount than ${told.amountCents}`);
  }
  if (cents(row?.open ?? 0) > paidCents) {
    throw new Error(`More than the ${paidCents} of ${id} would be taken back`);
  }
}
