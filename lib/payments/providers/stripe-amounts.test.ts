import { expect, test } from "vitest";
import { cents, currencyOf } from "#lib/money";
import { fromStripeAmount, stripeStep, toStripeAmount } from "./stripe-amounts.ts";

test.each([
  ["EUR", 1234, 1234],
  ["JPY", 500, 500],
  ["KRW", 500, 500],
  ["KWD", 5120, 5120],
  ["TWD", 1045, 1045],
  ["HUF", 10, 1000],
  ["ISK", 5, 500],
  ["UGX", 5, 500],
])("an amount of %s is %d here and %d at Stripe", (code, ours, theirs) => {
  const currency = currencyOf(code);
  expect(toStripeAmount(cents(ours), currency)).toBe(theirs);
  expect(fromStripeAmount(theirs, currency)).toBe(ours);
});

test.each([
  ["EUR", 1, 1],
  ["JPY", 1, 1],
  ["KRW", 1, 1],
  ["KWD", 10, 10],
  ["HUF", 1, 1],
  ["TWD", 1, 100],
  ["ISK", 1, 1],
  ["UGX", 1, 1],
])("of %s multiples of %d can come in, and of %d go out", (code, deposit, payout) => {
  const currency = currencyOf(code);
  expect(stripeStep(currency, "deposit")).toBe(deposit);
  expect(stripeStep(currency, "payout")).toBe(payout);
});

test("half a króna, which only Stripe can write, is an error", () => {
  expect(() => fromStripeAmount(550, currencyOf("ISK"))).toThrow(RangeError);
});
