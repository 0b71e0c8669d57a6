import { and, desc } from "drizzle-orm";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { cents } from "#lib/money";
import { now } from "#lib/time";
import { currentProvider } from "../find-provider.ts";
import { isLeft, isOwnDeposit, leftToRefund } from "../internal/refundable.ts";
import type { RefundableView } from "../schema.ts";

const SHOWN = 5;

/** This person's payments of which something can still go back to the card that paid, newest first. */
export async function listRefundable(actor: Actor): Promise<readonly RefundableView[]> {
  const provider = currentProvider();
  const rows = await getDb()
    .select({
      paymentId: payments.id,
      method: payments.method,
      paidAt: payments.finishedAt,
      left: leftToRefund(),
    })
    .from(payments)
    .where(and(isOwnDeposit(actor, provider), isLeft))
    .orderBy(desc(payments.finishedAt))
    .limit(SHOWN);
  return rows.flatMap(({ left, paidAt, ...row }) =>
    paidAt && provider.refundableUntil(paidAt) > now()
      ? [{ ...row, paidAt, leftCents: cents(left) }]
      : [],
  );
}
