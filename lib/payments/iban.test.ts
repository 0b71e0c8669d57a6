import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatIban, ibanLength, makeIban, readIban } from "./iban.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const COUNTRIES = ["DE", "FR", "NL", "MT", "NO", "GB", "ES", "LC", "RU", "BE"];

/** A valid IBAN of some country, built without the parser under test. */
const anyIban = fc.constantFrom(...COUNTRIES).chain((country) => {
  const length = (ibanLength(country) ?? 0) - 4;
  return fc
    .array(fc.constantFrom(...ALPHABET), { minLength: length, maxLength: length })
    .map((characters) => makeIban(country, characters.join("")));
});

const isDigit = (character: string | undefined) => /\d/.test(character ?? "");

describe("an IBAN", () => {
  // The examples of the registry itself.
  test.each([
    "DE89 3704 0044 0532 0130 00",
    "GB29 NWBK 6016 1331 9268 19",
    "FR14 2004 1010 0505 0001 3M02 606",
    "NL91 ABNA 0417 1643 00",
    "BE68 5390 0754 7034",
    "NO93 8601 1117 947",
    "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    "CH93 0076 2011 6238 5295 7",
    "ES91 2100 0418 4502 0005 1332",
  ])("of the registry is accepted: %s", (iban) => {
    expect(readIban(iban)).toEqual({
      iban: iban.replaceAll(" ", ""),
      country: iban.slice(0, 2),
      lastFour: iban.replaceAll(" ", "").slice(-4),
    });
  });

  test("is accepted in any case and with any spacing", () => {
    fc.assert(
      fc.property(anyIban, fc.boolean(), (iban, isLower) => {
        const typed = isLower ? formatIban(iban).toLowerCase() : formatIban(iban);
        expect(readIban(` ${typed}\u00a0`)).toMatchObject({ iban });
      }),
    );
  });

  // Letters count as two digits, so the checksum guarantees nothing where a letter meets a digit ("1B" and "B1").
  test("with one digit or one letter changed to another is never accepted", () => {
    fc.assert(
      fc.property(anyIban, fc.nat(), fc.constantFrom(...ALPHABET), (iban, where, other) => {
        const at = 2 + (where % (iban.length - 2));
        fc.pre(iban[at] !== other && isDigit(iban[at]) === isDigit(other));
        const changed = iban.slice(0, at) + other + iban.slice(at + 1);
        expect(readIban(changed)).toHaveProperty("problem");
      }),
      { numRuns: 2_000 },
    );
  });

  test("with two neighbouring digits or letters swapped is never accepted", () => {
    fc.assert(
      fc.property(anyIban, fc.nat(), (iban, where) => {
        const at = 2 + (where % (iban.length - 3));
        const [left = "", right = ""] = [iban[at], iban[at + 1]];
        fc.pre(left !== right && isDigit(left) === isDigit(right));
        const swapped = iban.slice(0, at) + right + left + iban.slice(at + 2);
        expect(readIban(swapped)).toHaveProperty("problem");
      }),
      { numRuns: 2_000 },
    );
  });

  test("says what is wrong with it", () => {
    expect(readIban("")).toEqual({ problem: "form" });
    expect(readIban("12 3456")).toEqual({ problem: "form" });
    expect(readIban("US12 3456 7890")).toEqual({ problem: "country" });
    expect(readIban("DE89 3704 0044 0532 0130")).toEqual({ problem: "length" });
    expect(readIban("DE88 3704 0044 0532 0130 00")).toEqual({ problem: "check_digits" });
  });
});
