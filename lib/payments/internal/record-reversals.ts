import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { paymentReversals } from "#db/schema";
import type { Id } from "#lib/ids";
import { reinstateDeposit, reverseDeposit } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import type { ReportedReversal } from "../provider.ts";
import type { Payment } from "./lock-payment.ts";

/**
 * Records all that was taken back of a settled deposit, in the order in which its provider lists it, which is not that in
 * which it happened: only once all of it is recorded is the sum right. The caller holds the payment's lock. Told again, it
 * changes nothing. Throws an ordinary error for a payout, for more than was paid in, and for a known reversal with another
 * amount: an operator has to look.
 */
export async function recordReversals(
  tx: Tx,
  payment: Payment,
  reversals: readonly ReportedReversal[],
): Promise<void> {
  for (const reversal of reversals) {
    await takeBack(tx, payment, reversal);
    if (reversal.isGivenBack) await giveBack(tx, payment, reversal);
  }
  if (reversals.length > 0) await checkSum(tx, payment);
}

/** Takes it out of its owner's wallet, once; what is no longer there is owed. */
async function takeBack(
  tx: Tx,
  { id: paymentId, userId: owner, direction, provider: outside }: Payment,
  { reference, amountCents, reason }: ReportedReversal,
): Promise<void> {
  if (direction !== "deposit") throw new Error(`${paymentId} is a payout and cannot be reversed`);
  const [made] = await tx
    .insert(paymentReversals)
    .values({ paymentId, reference, amountCents, reason, reversedAt: now() })
    .onConflictDoNothing()
    .returning({ reference: paymentReversals.reference });
  if (!made) return checkKnown(tx, paymentId, { reference, amountCents });
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

/** Gives back what a recorded reversal took, once. */
async function giveBack(
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

/** A known reversal keeps its amount. */
async function checkKnown(
  tx: Tx,
  paymentId: Id<"pay">,
  { reference, amountCents }: Pick<ReportedReversal, "reference" | "amountCents">,
): Promise<void> {
  const [known] = await tx
    .select({ amountCents: paymentReversals.amountCents })
    .from(paymentReversals)
    .where(
      and(eq(paymentReversals.paymentId, paymentId), eq(paymentReversals.reference, reference)),
    );
  if (known?.amountCents === amountCents) return;
  throw new Error(`${reference} of ${paymentId} was about another amount than ${amountCents}`);
}

/** What was taken back and not won is never more than what was paid in. */
async function checkSum(tx: Tx, { id, amountCents: paidCents }: Payment): Promise<void> {
  const [row] = await tx
    .select({ cents: sql<string>`coalesce(sum(${paymentReversals.amountCents}), 0)` })
    .from(paymentReversals)
    .where(and(eq(paymentReversals.paymentId, id), isNull(paymentReversals.wonAt)));
  if (cents(row?.cents ?? 0) <= paidCents) return;
  throw new Error(`More than the ${paidCents} of ${id} would be taken back`);
}
