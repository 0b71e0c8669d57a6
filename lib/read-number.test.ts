import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Cents,
  type Currency,
  cents,
  currencyOf,
  formatCents,
  toDecimal,
  toTyped,
} from "./money.ts";
import { amountDoubt, parseAmount, readAmount } from "./read-number.ts";

const EUR = currencyOf("EUR");
const JPY = currencyOf("JPY");
const KWD = currencyOf("KWD");
const ALL = [EUR, JPY, KWD].map((currency) => [currency.code, currency] as const);
const anyAmount = fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }).map(cents);

/** Every number that `text` can mean for a person who writes this decimal mark, in minor units, cut or not. */
function meaningBy(decimal: "." | ",", text: string, { digits }: Currency): number | null {
  const group = decimal === "." ? "," : ".";
  const [whole = "", fraction = "", ...more] = text.split(decimal);
  const isGrouped = /^\d{1,3}(?:(\D)\d{3})(?:\1\d{3})*$/.test(whole) && !whole.includes(decimal);
  const isPlain = /^\d*$/.test(whole) && whole + fraction !== "";
  if (more.length > 0 || !(isPlain || isGrouped) || /\D/.test(fraction)) return null;
  if (text.includes(decimal) && fraction === "") return null;
  const value = Number(`${whole.replaceAll(group, "").replace(/\D/g, "")}.${fraction || "0"}`);
  return value * 10 ** digits;
}

describe.each(ALL)("in %s", (_code, currency) => {
  test("everything that we write reads back as itself", () => {
    fc.assert(
      fc.property(anyAmount, fc.boolean(), (amount, signed) => {
        expect(parseAmount(toDecimal(amount, currency), currency)).toBe(amount);
        expect(parseAmount(toTyped(amount, currency), currency)).toBe(amount);
        expect(parseAmount(formatCents(amount, { currency, signed }), currency)).toBe(amount);
      }),
    );
  });

  test("with the currency's name on either side, and a space of any kind", () => {
    for (const space of ["", " ", "\u00a0", "\u202f"]) {
      for (const name of [currency.code, currency.code.toLowerCase(), currency.sign]) {
        expect(parseAmount(`${name}${space}1240`, currency)).toBe(1240 * 10 ** currency.digits);
        expect(parseAmount(`1240${space}${name}`, currency)).toBe(1240 * 10 ** currency.digits);
      }
    }
  });

  test("any other amount is the same under both conventions or refused, and never more than was meant", () => {
    const part = fc.constantFrom(
      "0",
      "1",
      "5",
      "12",
      "40",
      "000",
      "005",
      "240",
      "500",
      ".",
      ",",
      " ",
      "'",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
        const text = parts.join("");
        const amount = parseAmount(text, currency);
        if (amount === null || isOwn(text, currency)) return;
        for (const decimal of [".", ","] as const) {
          const meaning = meaningBy(decimal, text, currency);
          // The test computes in doubles, so its result is only as exact as a double.
          const exactness = Math.max(0.001, Math.abs(amount) * 4 * Number.EPSILON);
          if (meaning !== null) expect(Math.abs(meaning - amount)).toBeLessThan(exactness);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test("a refusal names amounts that can be typed just as it writes them", () => {
    const part = fc.constantFrom("0", "1", "40", "005", "500", ".", ",");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const reading = readAmount(parts.join(""), currency);
        if (reading.kind !== "unclear") return;
        for (const { amount } of reading.meanings) {
          expect(parseAmount(toTyped(amount, currency), currency)).toBe(amount);
        }
      }),
    );
  });
});

/** Written as `formatCents` and `toDecimal` write it. */
function isOwn(text: string, currency: Currency): boolean {
  const plain = (amount: Cents) => formatCents(amount, { currency }).replace(/[^\d.,]/g, "");
  const amount = parseAmount(text, currency);
  return amount !== null && [plain(amount), toDecimal(amount, currency)].includes(text);
}

describe("an amount in EUR is certain", () => {
  test.each([
    ["1240", 124_000],
    ["1,240.5", 124_050],
    ["1 240,50", 124_050],
    ["1\u202f240,50 €", 124_050],
    ["€1.240,50", 124_050],
    ["1'240.50", 124_050],
    ["1’240’000.50", 124_000_050],
    ["1,240,000", 124_000_000],
    ["1.240.000", 124_000_000],
    ["0.05", 5],
    [".5", 50],
    ["12,50", 1_250],
    ["\u2212€600.00", -60_000],
    ["+€740.00", 74_000],
    ["-5", -500],
    ["EUR\u00a01,240.00", 124_000],
    [" 7 ", 700],
    ["１２４０．５０", 124_050],
  ])("from %j", (text, value) => {
    expect(parseAmount(text, EUR)).toBe(value);
  });
});

describe("an amount that can be read in two ways is refused, and both are named", () => {
  test.each([
    [EUR, "0.500", "Did you mean €0.50 or €500.00? Type 0.50 or 500."],
    [EUR, "0,500", "Did you mean €0.50 or €500.00? Type 0.50 or 500."],
    [EUR, "1,240", "Did you mean €1.24 or €1,240.00? Type 1.24 or 1240."],
    [EUR, "0.001", "Did you mean €0.00 or €1.00? Type 1."],
    [EUR, "40.005", "Did you mean €40.00 or €40,005.00? Type 40 or 40005."],
    [EUR, "12.345.67", "Did you mean €12,345.67 or €1,234,567.00? Type 12345.67 or 1234567."],
    [EUR, "1240.500", "Did you mean €1,240.50 or €1,240,500.00? Type 1240.50 or 1240500."],
    [JPY, "1.240", "Did you mean JP¥1 or JP¥1,240? Type 1 or 1240."],
    [JPY, "1240.50", "Did you mean JP¥1,240 or JP¥124,050? Type 1240 or 124050."],
    [KWD, "1,240", "Did you mean KWD 1.240 or KWD 1,240.000? Type 1.240 or 1240."],
    [KWD, "0,500", "Did you mean KWD 0.500 or KWD 500.000? Type 0.500 or 500."],
  ])("in $code: %s", (currency, text, sentence) => {
    expect(parseAmount(text, currency)).toBeNull();
    expect(amountDoubt(text, currency)?.replaceAll("\u00a0", " ")).toContain(sentence);
  });

  test("and says how many decimals are allowed when there were too many", () => {
    expect(amountDoubt("40.005", EUR)).toMatch(/^Amounts in EUR have at most 2 decimals\. /);
    expect(amountDoubt("1240.50", JPY)).toMatch(/^Amounts in JPY have no decimals\. /);
  });
});

describe("in a currency without decimals", () => {
  test.each(["5000", "5,000", "¥5,000", "JP¥5,000", "￥５，０００", "JPY 5 000"])(
    "%s is certain",
    (text) => {
      expect(parseAmount(text, JPY)).toBe(5_000);
    },
  );
});

describe("text that is no number is refused with an example that has the currency's digits", () => {
  test.each([
    "",
    "1e3",
    "five",
    "0x10",
    "$5",
    "99999999999999999",
    ".",
    "€",
    "٥٠٠",
    "10²",
    "½",
    "--5",
    "NaN",
    "1".repeat(99),
  ])("%j", (text) => {
    expect(readAmount(text, EUR)).toEqual({ kind: "none" });
    expect(amountDoubt(text, EUR)).toBe("Enter an amount like 1240 or 1240.50.");
    expect(amountDoubt(text, JPY)).toBe("Enter an amount like 1240.");
    expect(amountDoubt(text, KWD)).toBe("Enter an amount like 1240 or 1240.500.");
  });
});
