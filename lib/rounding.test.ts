import { expect, test } from "vitest";
import { cents, stepAtLeast, stepAtMost } from "./money.ts";

test.each([
  [0, 0, 100],
  [99, 0, 100],
  [100, 100, 100],
  [773_100, 500_000, 1_000_000],
  [1_999_999, 1_000_000, 2_000_000],
  [10_000_000_000, 10_000_000_000, 10_000_000_000],
])("%i lies from the step %i to the step %i", (amount, below, above) => {
  expect(stepAtMost(cents(amount))).toBe(below);
  expect(stepAtLeast(cents(amount))).toBe(above);
});
