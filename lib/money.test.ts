import { describe, expect, test } from "vitest";
import { cents, formatCents, formatWholeUnits, negateCents, sumCents } from "./money.ts";

describe("cents", () => {
  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, "1.5", "", "ten"])(
    "refuses %s, which is not a whole safe number",
    (value) => {
      expect(() => cents(value)).toThrow(RangeError);
    },
  );

  test("takes what PostgreSQL sends for a bigint", () => {
    expect(cents("124000")).toBe(124000);
    expect(cents(124000n)).toBe(124000);
  });

  test("a sum beyond the safe integers throws", () => {
    expect(() => sumCents([cents(Number.MAX_SAFE_INTEGER), cents(1)])).toThrow(RangeError);
  });

  test("negating zero gives a plain zero", () => {
    expect(Object.is(negateCents(cents(0)), 0)).toBe(true);
  });
});

describe("an amount is written", () => {
  test.each([
    [124000, "€1,240.00"],
    [5, "€0.05"],
    [0, "€0.00"],
    [-60000, "−€600.00"],
    [Number.MAX_SAFE_INTEGER, "€90,071,992,547,409.91"],
  ])("%d cents as %s", (value, text) => {
    expect(formatCents(cents(value))).toBe(text);
  });

  test("with its sign where the direction matters", () => {
    expect(formatCents(cents(74000), { signed: true })).toBe("+€740.00");
    expect(formatCents(cents(0), { signed: true })).toBe("€0.00");
  });

  test("in whole units for charts", () => {
    expect(formatWholeUnits(cents(192050))).toBe("€1,921");
    expect(formatWholeUnits(cents(-192049))).toBe("−€1,920");
  });
});
