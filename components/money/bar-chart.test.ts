import { expect, test } from "vitest";
import { cents } from "#lib/money";
import { isWorthDrawing } from "./bar-chart.tsx";

const months = (...amounts: number[]) =>
  amounts.map((amount, index) => ({ month: `2026-${index + 1}`, cents: cents(amount) }));

test.each([
  [[0, 0, 0, 0], false],
  [[0, 0, 0, 500], false],
  [[0, 0, 500, 0], false],
  [[0, 500, 0, 0], true],
  [[500, 0, 0, 0], true],
])("months with %j are drawn: %s", (amounts, isDrawn) => {
  expect(isWorthDrawing(months(...amounts))).toBe(isDrawn);
});
