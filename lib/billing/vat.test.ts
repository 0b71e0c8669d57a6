import { expect, test } from "vitest";
import { cents } from "#lib/money";
import { splitVat, vatText } from "./vat.ts";

test.each([
  [11_900, 1_900, 10_000, 1_900],
  [10_000, 0, 10_000, 0],
  [1, 1_900, 1, 0],
  [3, 5_000, 2, 1],
  [10_000, 770, 9_285, 715],
  [10_000_000_000, 2_100, 8_264_462_810, 1_735_537_190],
])("%i cents at %i are %i and %i", (gross, rate, netCents, vatCents) => {
  expect(splitVat(cents(gross), rate)).toEqual({ netCents, vatCents });
});

test("both parts are the whole, and the VAT is within half a cent of its rate", () => {
  for (let gross = 1; gross < 3_000; gross += 7) {
    for (const rate of [1, 550, 770, 1_900, 2_100, 9_999]) {
      const { netCents, vatCents } = splitVat(cents(gross), rate);
      expect(netCents + vatCents).toBe(gross);
      expect(Math.abs(netCents - (gross * 10_000) / (10_000 + rate))).toBeLessThanOrEqual(0.5);
    }
  }
});

test("a rate is written without zeros that say nothing", () => {
  expect([vatText(1_900), vatText(770)]).toEqual(["19 %", "7.7 %"]);
});
