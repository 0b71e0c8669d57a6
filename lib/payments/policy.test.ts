import { describe, expect, test } from "vitest";
import { cents } from "#lib/money";
import { HOUR_MS } from "#lib/time";
import {
  checkMayPay,
  checkStep,
  leastPayout,
  MAX_PAYMENT_CENTS,
  MIN_PAYMENT_CENTS,
  mayPay,
  nextDoubtAt,
  nextPaymentStatus,
  spreadOver,
} from "./policy.ts";

describe("a payment's status", () => {
  test.each([
    ["created", "accepted", "pending"],
    ["created", "requires_action", "requires_action"],
    ["created", "settled", "settled"],
    ["created", "failed", "failed"],
    ["requires_action", "requires_action", "ignore"],
    ["requires_action", "accepted", "pending"],
    ["requires_action", "settled", "settled"],
    ["requires_action", "failed", "failed"],
    ["pending", "requires_action", "ignore"],
    ["pending", "accepted", "ignore"],
    ["pending", "settled", "settled"],
    ["pending", "failed", "failed"],
    ["settled", "requires_action", "ignore"],
    ["settled", "accepted", "ignore"],
    ["settled", "settled", "ignore"],
    ["failed", "requires_action", "ignore"],
    ["failed", "accepted", "ignore"],
    ["failed", "failed", "ignore"],
  ] as const)("%s, told that it %s: %s", (status, event, next) => {
    expect(nextPaymentStatus(status, event, "deposit")).toBe(next);
  });

  test.each([
    ["settled", "failed"],
    ["failed", "settled"],
  ] as const)("%s is final: told that it %s, something is wrong", (status, event) => {
    const told = () => nextPaymentStatus(status, event, "deposit");
    expect(told).toThrow(`The bank says that it has ${event}, but it is recorded as ${status}`);
  });
});

test("a payout that has settled can still fail, and one that has failed is over", () => {
  expect(nextPaymentStatus("settled", "failed", "payout")).toBe("failed");
  expect(() => nextPaymentStatus("failed", "settled", "payout")).toThrow(/recorded as failed/);
});

test("an amount that the provider cannot move is refused with the step", () => {
  expect(() => checkStep(cents(5_120), cents(10))).not.toThrow();
  expect(() => checkStep(cents(5_124), cents(10))).toThrow(
    expect.objectContaining({
      code: "amount_not_possible",
      details: expect.objectContaining({ field: "amountCents" }),
    }),
  );
});

describe("a withdrawal to a card", () => {
  const [first, second, third] = [
    { paymentId: "pay_1", leftCents: cents(1_050) },
    { paymentId: "pay_2", leftCents: cents(0) },
    { paymentId: "pay_3", leftCents: cents(2_000) },
  ] as const;
  const parts = (amount: number, step = 1) =>
    spreadOver(cents(amount), [first, second, third], cents(step))?.map(
      ({ deposit, partCents }) => [deposit.paymentId, partCents],
    );

  test("takes what is left of each payment in turn, and no more", () => {
    expect(parts(1_000)).toEqual([["pay_1", 1_000]]);
    expect(parts(3_050)).toEqual([
      ["pay_1", 1_050],
      ["pay_3", 2_000],
    ]);
    expect(parts(3_051)).toBeUndefined();
  });

  test("takes only what the provider can move", () => {
    expect(parts(1_100, 100)).toEqual([
      ["pay_1", 1_000],
      ["pay_3", 100],
    ]);
    expect(parts(3_050, 100)).toBeUndefined();
  });
});

test("a failed payment is checked for a week, at growing intervals, and then no more", () => {
  const failedAt = new Date("2026-11-20T09:00:00Z");
  const asked: number[] = [];
  let at: Date | null = failedAt;
  while (at) {
    at = nextDoubtAt(failedAt, at);
    if (at) asked.push((at.getTime() - failedAt.getTime()) / HOUR_MS);
  }
  expect(asked).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
});

describe("who may pay", () => {
  test("clients add and withdraw, freelancers withdraw, admins do neither", () => {
    expect(mayPay("client", "deposit")).toBe(true);
    expect(mayPay("client", "payout")).toBe(true);
    expect(mayPay("freelancer", "payout")).toBe(true);
    expect(mayPay("freelancer", "deposit")).toBe(false);
    expect(mayPay("admin", "deposit")).toBe(false);
    expect(mayPay("admin", "payout")).toBe(false);
  });

  test("amounts at the limits pass, one cent beyond them is refused", () => {
    for (const amount of [MIN_PAYMENT_CENTS, MAX_PAYMENT_CENTS]) {
      expect(() => checkMayPay("client", "deposit", amount)).not.toThrow();
    }
    for (const amount of [MIN_PAYMENT_CENTS - 1, MAX_PAYMENT_CENTS + 1, 0, -100]) {
      expect(() => checkMayPay("client", "payout", cents(amount))).toThrow(
        "between €1.00 and €50,000.00",
      );
    }
  });

  test("what is less than the limit can be withdrawn as a whole, and nothing can not", () => {
    expect(leastPayout(cents(40))).toBe(40);
    for (const available of [0, 100, 5_000]) {
      expect(leastPayout(cents(available))).toBe(MIN_PAYMENT_CENTS);
    }
  });
});
