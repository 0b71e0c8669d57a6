import { afterEach, beforeEach, expect, test } from "vitest";
import { cents } from "#lib/money";
import { setClock } from "#lib/time";
import { describeRow } from "./describe-row.ts";
import type { HistoryRow } from "./history-views.ts";
import type { PaymentView } from "./wallet-views.ts";

const AT = new Date("2026-11-27T12:00:00Z");
let restoreClock = () => {};
beforeEach(() => {
  restoreClock = setClock(() => AT);
});
afterEach(() => restoreClock());

function rowOf(payment: Partial<PaymentView>): HistoryRow {
  const direction = payment.direction ?? "deposit";
  return {
    receiptId: "pay_1",
    kind: direction === "deposit" ? "added" : "withdrawn",
    at: AT,
    contract: null,
    payment: {
      paymentId: "pay_1",
      direction,
      amountCents: cents(5_000),
      status: "created",
      method: "Card ··4242",
      failureReason: null,
      actionAddress: null,
      actionNeeds: null,
      createdAt: AT,
      expectedAt: null,
      finishedAt: null,
      givenUpAt: null,
      refundOf: null,
      ...payment,
    },
    grossCents: cents(5_000),
    feeCents: cents(0),
    amountCents: direction === "deposit" ? null : cents(-5_000),
    balanceAfterCents: cents(0),
    stillHeldCents: cents(0),
    entry: null,
  };
}

const tomorrow = new Date("2026-11-28T12:00:00Z");
const waiting = { status: "requires_action" } as const;
const out = { direction: "payout", status: "pending" } as const;

test.each<[Partial<PaymentView>, string, Date | undefined]>([
  [{ status: "created" }, "€50.00 on its way", undefined],
  [{ status: "pending", expectedAt: tomorrow }, "€50.00 with your bank", undefined],
  [{ ...waiting, actionNeeds: "payment" }, "€50.00 not paid yet", undefined],
  [{ ...waiting, actionNeeds: "authentication" }, "€50.00 needs 3-D Secure", undefined],
  [{ ...waiting, givenUpAt: AT }, "€50.00 being given up", undefined],
  [{ status: "failed" }, "€50.00 failed", undefined],
  [{ status: "failed", givenUpAt: AT }, "€50.00 given up", undefined],
  [{ ...out, expectedAt: tomorrow }, "arrives", tomorrow],
  [{ ...out, expectedAt: AT }, "with your bank", undefined],
])("%o reads %j", (payment, text, at) => {
  const { state } = describeRow(rowOf(payment));
  expect(state?.text).toBe(text);
  expect(state?.at).toEqual(at);
});
