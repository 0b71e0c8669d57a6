import { desc, lte, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { payments } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { type Cents, cents, sumCents } from "#lib/money";
import { currentProvider } from "../find-provider.ts";
import { isRefundable, leftToRefund, MOST_PARTS } from "../internal/refundable.ts";
import { wholeSteps } from "../policy.ts";
import type { RefundableView } from "../wallet-views.ts";

const SHOWN = 5;

/** The cards of which something of this person's payments can still go back to, the one that paid last first. */
export async function listRefundable(actor: Actor): Promise<readonly RefundableView[]> {
  const provider = currentProvider();
  const { method, finishedAt, id } = payments;
  const inOrder = getDb()
    .select({
      paymentId: id,
      method,
      paidAt: sql<Date>`${finishedAt}`.mapWith(finishedAt).as("paid_at"),
      left: sql<string>`${leftToRefund}`.as("left_cents"),
      number:
        sql<number>`row_number() over (partition by ${method} order by ${finishedAt}, ${id})`.as(
          "number",
        ),
    })
    .from(payments)
    .where(isRefundable(actor, provider))
    .as("in_order");
  const rows = await getDb()
    .select()
    .from(inOrder)
    .where(lte(inOrder.number, MOST_PARTS))
    .orderBy(desc(inOrder.paidAt), desc(inOrder.paymentId));
  const cards = Map.groupBy(rows, (row) => row.method);
  const stepCents = provider.stepOf("payout");
  return [...cards.values()]
    .map((deposits) => toView(deposits, stepCents))
    .filter(({ leftCents }) => leftCents > 0)
    .slice(0, SHOWN);
}

type Row = { paymentId: RefundableView["paymentId"]; method: string; paidAt: Date; left: string };

/** Of one card's deposits, the newest first. */
function toView(deposits: readonly Row[], stepCents: Cents): RefundableView {
  const newest = deposits.at(0);
  const oldest = deposits.at(-1);
  if (!newest || !oldest) throw new Error("A card has paid nothing");
  return {
    paymentId: newest.paymentId,
    method: newest.method,
    payments: deposits.length,
    paidSince: oldest.paidAt,
    leftCents: sumCents(deposits.map(({ left }) => wholeSteps(cents(left), stepCents))),
  };
}
