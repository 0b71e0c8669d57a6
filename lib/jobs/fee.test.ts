import fc from "fast-check";
import { expect, test } from "vitest";
import { cents, MAX_AMOUNT_CENTS } from "#lib/money";
import {
  type FeeTerms,
  feeKey,
  feeOn,
  feeSentence,
  feeText,
  hasFee,
  NO_FEE,
  readFeeKey,
  withoutFee,
} from "./fee.ts";

const terms = (feeBasisPoints: number, minimum = 0): FeeTerms => ({
  feeBasisPoints,
  feeMinimumCents: cents(minimum),
});

test("is a share of the amount, or the minimum where that is more", () => {
  expect(feeOn(cents(30_000), terms(1_000))).toBe(3_000);
  expect(feeOn(cents(1_000), terms(1_000, 200))).toBe(200);
  expect(feeOn(cents(30_000), NO_FEE)).toBe(0);
});

test("leaves what rounding leaves to the freelancer", () => {
  expect(feeOn(cents(999), terms(750))).toBe(74);
  expect(withoutFee(cents(999), terms(750))).toBe(925);
});

test("is never more than the exact share and never less by a cent, for all amounts there are", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: MAX_AMOUNT_CENTS }),
      fc.integer({ min: 0, max: 9_999 }),
      (amount, points) => {
        const fee = BigInt(feeOn(cents(amount), terms(points))) * 10_000n;
        const exact = BigInt(amount) * BigInt(points);
        return fee <= exact && fee > exact - 10_000n;
      },
    ),
  );
});

test("reads back from its key, and nothing else is one", () => {
  for (const each of [NO_FEE, terms(750), terms(0, 200), terms(9_999, MAX_AMOUNT_CENTS)]) {
    expect(readFeeKey(feeKey(each))).toEqual(each);
  }
  for (const key of ["", "1", "1/", "/1", "-1/0", "1/0/0", "1e3/0", "1.5/0", " 1/0"]) {
    expect(readFeeKey(key)).toBeNull();
  }
});

test("in words", () => {
  expect([NO_FEE, terms(750), terms(0, 200), terms(1_000, 200)].map(feeText)).toEqual([
    "none",
    "7.5 %",
    "€2.00",
    "10 %, at least €2.00",
  ]);
  expect(feeSentence(terms(1_000), "freelancer")).toBe(
    "WorkHub’s fee is 10 %, taken from what you are paid.",
  );
  expect(feeSentence(terms(1_000), "client")).toContain("you pay the price and nothing more.");
  expect([NO_FEE, terms(1), terms(0, 1)].map(hasFee)).toEqual([false, true, true]);
});
