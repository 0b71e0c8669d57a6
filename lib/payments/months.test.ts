import fc from "fast-check";
import { expect, test } from "vitest";
import { monthBoundaries, monthOf, startOfMonth } from "./months.ts";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Pacific/Apia",
  "Pacific/Chatham",
];

test("a month starts at midnight in its zone", () => {
  expect(startOfMonth(2026, 10, "UTC").toISOString()).toBe("2026-11-01T00:00:00.000Z");
  expect(startOfMonth(2026, 10, "Europe/Berlin").toISOString()).toBe("2026-10-31T23:00:00.000Z");
  expect(startOfMonth(2026, 6, "Europe/Berlin").toISOString()).toBe("2026-06-30T22:00:00.000Z");
  expect(startOfMonth(2026, 10, "Asia/Kolkata").toISOString()).toBe("2026-10-31T18:30:00.000Z");
  // Clocks go back in New York at 2 a.m. on 1 November 2026, so the month still starts in summer time.
  expect(startOfMonth(2026, 10, "America/New_York").toISOString()).toBe("2026-11-01T04:00:00.000Z");
});

test("every moment lies in the month that `monthOf` names", () => {
  const moment = fc.date({
    min: new Date("2015-01-01"),
    max: new Date("2040-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, fc.constantFrom(...ZONES), (at, zone) => {
      const { year, month } = monthOf(at, zone);
      expect(startOfMonth(year, month, zone) <= at).toBe(true);
      expect(startOfMonth(year, month + 1, zone) > at).toBe(true);
    }),
  );
});

test("the boundaries of twelve months end with the current one", () => {
  const boundaries = monthBoundaries(new Date("2026-11-21T12:00:00Z"), 12, "UTC");
  expect(boundaries).toHaveLength(13);
  expect(boundaries[0]?.toISOString()).toBe("2025-12-01T00:00:00.000Z");
  expect(boundaries[11]?.toISOString()).toBe("2026-11-01T00:00:00.000Z");
  expect(boundaries[12]?.toISOString()).toBe("2026-12-01T00:00:00.000Z");
});
