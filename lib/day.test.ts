import { expect, test } from "vitest";
import { dayOf, endOfDay } from "./day.ts";

test("a day ends at its last moment in UTC and stays the day that was chosen", () => {
  const end = endOfDay("2026-05-14");
  expect(end?.toISOString()).toBe("2026-05-14T23:59:59.999Z");
  expect(end && dayOf(end)).toBe("2026-05-14");
  expect(endOfDay("2028-02-29")).not.toBeNull();
});

test.each([
  "2026-02-30",
  "2026-02-29",
  "2026-04-31",
  "2026-13-01",
  "2026-00-10",
  "2026-01-00",
  "20260-05-14",
  "+012026-05-14",
  "2026-5-14",
  "2026-05-14T10:00",
  "14 May 2026",
  "٢٠٢٦-٠٥-١٤",
  "",
])("%j is no day", (text) => {
  expect(endOfDay(text)).toBeNull();
});
