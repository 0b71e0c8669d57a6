import { expect, test } from "vitest";
import { readBookRange } from "./range.ts";

test.each([
  ["2026-01-01", "2026-03-31", "UTC", "2026-01-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"],
  [
    "2026-03-29",
    "2026-03-29",
    "Europe/Berlin",
    "2026-03-28T23:00:00.000Z",
    "2026-03-29T22:00:00.000Z",
  ],
  [
    "2024-02-29",
    "2024-02-29",
    "Asia/Kolkata",
    "2024-02-28T18:30:00.000Z",
    "2024-02-29T18:30:00.000Z",
  ],
  ["", "", "UTC", "1970-01-01T00:00:00.000Z", "3000-01-01T00:00:00.000Z"],
  ["0001-01-01", "9999-12-31", "UTC", "1970-01-01T00:00:00.000Z", "3000-01-01T00:00:00.000Z"],
])("from %s until %s in %s is from %s to %s", (from, until, timeZone, first, end) => {
  const range = readBookRange({ from, until }, timeZone);
  expect(range?.from.toISOString()).toBe(first);
  expect(range?.until.toISOString()).toBe(end);
});

test.each([
  ["2026-02-30", ""],
  ["yesterday", ""],
  ["2026-02-02", "2026-02-01"],
  ["", "26-1-1"],
])("from %s until %s is no range", (from, until) => {
  expect(readBookRange({ from, until }, "UTC")).toBeNull();
});
