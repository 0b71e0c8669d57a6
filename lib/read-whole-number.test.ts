import { expect, test } from "vitest";
import { readWholeNumber } from "./read-whole-number.ts";

test.each([
  ["7", 7],
  [" 7 ", 7],
  ["007", 7],
  ["０７", 7],
  [7, 7],
  ["9007199254740991", Number.MAX_SAFE_INTEGER],
])("a whole number is digits: %j", (text, number) => {
  expect(readWholeNumber(text)).toBe(number);
});

test.each([
  "1e1",
  "1e0",
  "0x10",
  "0b1",
  "+5",
  "-5",
  "1.0",
  "1,000",
  "1_000",
  "1 0",
  "٧",
  "²",
  "",
  " ",
  "NaN",
  "Infinity",
  "9007199254740992",
  1.5,
  -1,
  1e21,
  Number.NaN,
  null,
  undefined,
  true,
  ["7"],
])("and nothing else: %j", (value) => {
  expect(readWholeNumber(value)).toBeNull();
});
