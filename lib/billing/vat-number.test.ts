import { expect, test } from "vitest";
import { COUNTRIES } from "./countries.ts";
import { readVatNumber } from "./vat-number.ts";

test.each([
  ["DE 136 695 976", "DE", "DE136695976"],
  ["136695976", "DE", "DE136695976"],
  ["nl 8042.71.595.b01", "NL", "NL804271595B01"],
  ["EL 094014201", "GR", "EL094014201"],
  ["ATU12345678", "AT", "ATU12345678"],
  ["u12345678", "AT", "ATU12345678"],
  ["CHE-123.456.789 MWST", "CH", "CHE123456789MWST"],
  ["FR 40 303 265 045", "FR", "FR40303265045"],
  ["ES-B58378431", "ES", "ESB58378431"],
  ["12-3456789", "US", "123456789"],
  ["DE136695976", null, "DE136695976"],
])("%s, as it is written in %s, is %s", (text, country, vatNumber) => {
  expect(readVatNumber(text, country)).toEqual({ vatNumber });
});

test.each([
  ["DE13669597", "DE", "begins with DE"],
  ["FR40303265045", "DE", "Germany"],
  ["GR094014201", "GR", "begins with EL"],
  ["NL804271595", "NL", "begins with NL"],
  ["12 € 34", "US", "letters and digits"],
  ["1".repeat(21), null, "letters and digits"],
])("%s is no VAT number of %s, and the sentence says why", (text, country, why) => {
  const reading = readVatNumber(text, country);
  expect("problem" in reading && reading.problem).toContain(why);
});

test("every country has a name, and stands in the list once", () => {
  expect(COUNTRIES.filter(({ value, label }) => value === label)).toEqual([]);
  expect(new Set(COUNTRIES.map(({ label }) => label)).size).toBe(249);
});
