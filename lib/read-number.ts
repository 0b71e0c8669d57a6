import { type Cents, type Currency, cents, formatCents, OWN_CURRENCY, toTyped } from "./money.ts";
import { narrow } from "./text.ts";

/** What an amount that a person typed can mean. */
export type AmountReading =
  | { readonly kind: "certain"; readonly amount: Cents }
  /**
   * Everything that it could mean, smallest first. A meaning is `cut` when the text had more digits than the currency
   * has.
   */
  | { readonly kind: "unclear"; readonly meanings: readonly Meaning[] }
  | { readonly kind: "none" };

type Meaning = { readonly amount: Cents; readonly isCut: boolean };

/** A number as text: its digits before and after the decimal mark. */
type Digits = { readonly whole: string; readonly fraction: string };

const MARKS = [
  [".", ","],
  [",", "."],
] as const;
const LONGEST = 60;

/**
 * Reads an amount as people type it or copy it from our pages: "1240", "1,240.50", "1 240,50", "−€1,240.00". It is
 * certain only when decimal point and decimal comma give the same amount, or when one of them is impossible. What
 * `formatCents` and `toDecimal` write always reads back as the same amount.
 */
export function readAmount(text: string, currency = OWN_CURRENCY): AmountReading {
  const { isNegative, number } = takeApart(text, currency);
  if (!/^[\d.,' ]*\d[\d.,' ]*$/.test(number) || text.length > LONGEST) return { kind: "none" };
  const own = readOwn(number, currency);
  const readings = own
    ? [own]
    : MARKS.flatMap(([decimal, group]) => readBy(number, decimal, group));
  const [only] = distinct(readings);
  if (only && distinct(readings).length === 1 && only.fraction.length <= currency.digits) {
    const meaning = toMeaning(only, isNegative, currency);
    return meaning ? { kind: "certain", amount: meaning.amount } : { kind: "none" };
  }
  const possible = readings.length > 1 ? readings : [...readings, ...readLoosely(number)];
  const meanings = possible
    .flatMap((digits) => toMeaning(digits, isNegative, currency) ?? [])
    .filter(({ amount }, index, all) => all.findIndex((one) => one.amount === amount) === index)
    .sort((one, other) => one.amount - other.amount);
  return meanings.length > 0 ? { kind: "unclear", meanings } : { kind: "none" };
}

/** The amount when it is certain, otherwise null. */
export function parseAmount(text: string, currency = OWN_CURRENCY): Cents | null {
  const reading = readAmount(text, currency);
  return reading.kind === "certain" ? reading.amount : null;
}

/** A sentence that says why `text` is no certain amount and names every meaning; null when it is certain. */
export function amountDoubt(text: string, currency = OWN_CURRENCY): string | null {
  const reading = readAmount(text, currency);
  if (reading.kind === "certain") return null;
  if (reading.kind === "none") return amountHint(currency);
  const amounts = reading.meanings.map(({ amount }) => amount);
  const shown = amounts.map((amount) => formatCents(amount, { currency })).join(" or ");
  const typed = amounts.filter((amount) => amount !== 0).map((amount) => toTyped(amount, currency));
  const limit = reading.meanings.some(({ isCut }) => isCut) ? `${digitsText(currency)} ` : "";
  return `${limit}Did you mean ${shown}? Type ${typed.join(" or ")}.`;
}

/** "Enter an amount like 1240 or 1240.50.", with the digits that the currency has. */
export function amountHint(currency = OWN_CURRENCY): string {
  const { digits } = currency;
  if (digits === 0) return "Enter an amount like 1240.";
  const exact = toTyped(cents(12_405 * 10 ** (digits - 1)), currency);
  return `Enter an amount like 1240 or ${exact}.`;
}

function digitsText({ code, digits }: Currency): string {
  if (digits === 0) return `Amounts in ${code} have no decimals.`;
  return `Amounts in ${code} have at most ${digits} decimals.`;
}

/** One spelling for every space, apostrophe, minus and width, without the sign and name of the currency. */
function takeApart(text: string, { code, sign, shortSign }: Currency) {
  const plain = narrow(text)
    .replace(/[\s\u00a0\u2009\u202f]+/g, " ")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\u2212/g, "-")
    .trim();
  const names = [sign, code, shortSign].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const name = `(?:${names.join("|")})?`;
  const parts = new RegExp(`^([+-]?) ?${name} ?([+-]?)([\\d.,' ]*?) ?${name}$`, "i").exec(plain);
  const [, before = "", after = "", number = ""] = parts ?? [];
  return before && after
    ? { isNegative: false, number: "" }
    : { isNegative: before + after === "-", number };
}

/** Exactly our own spelling: groups separated by commas, and all of the currency's digits after a point. */
function readOwn(number: string, { digits }: Currency): Digits | null {
  const fraction = digits === 0 ? "()" : `\\.(\\d{${digits}})`;
  const parts = new RegExp(`^(0|[1-9]\\d*|[1-9]\\d{0,2}(?:,\\d{3})+)${fraction}$`).exec(number);
  return parts ? { whole: (parts[1] ?? "").replaceAll(",", ""), fraction: parts[2] ?? "" } : null;
}

/** The number under one convention: groups have three digits and a single kind of mark. */
function readBy(number: string, decimal: string, group: string): Digits[] {
  const fraction = number.includes(decimal) ? `\\${decimal}(\\d+)` : "()";
  const whole = `\\d*|\\d{1,3}(?:([\\${group}' ])\\d{3})(?:\\2\\d{3})*`;
  const parts = new RegExp(`^(${whole})${fraction}$`).exec(number);
  if (!parts || number.startsWith(" ")) return [];
  return [{ whole: (parts[1] ?? "").replace(/\D/g, ""), fraction: parts[3] ?? "" }];
}

/** What a number that follows no convention may have meant: its last mark is the decimal mark, or no mark is. */
function readLoosely(number: string): Digits[] {
  const end = Math.max(...[".", ",", "'", " "].map((mark) => number.trimEnd().lastIndexOf(mark)));
  const plain = (text: string) => text.replace(/\D/g, "");
  const split = {
    whole: plain(number.slice(0, Math.max(end, 0))),
    fraction: plain(number.slice(end)),
  };
  return [...(end < 0 ? [] : [split]), { whole: plain(number), fraction: "" }];
}

function distinct(readings: readonly Digits[]): Digits[] {
  const known = new Map(
    readings.map((reading) => {
      const { whole, fraction } = reading;
      return [`${whole.replace(/^0+/, "")}.${fraction.replace(/0+$/, "")}`, reading];
    }),
  );
  return [...known.values()];
}

function toMeaning(digits: Digits, isNegative: boolean, currency: Currency): Meaning | null {
  const kept = digits.fraction.slice(0, currency.digits).padEnd(currency.digits, "0");
  const value = Number(`${digits.whole}${kept}`);
  if (!Number.isSafeInteger(value)) return null;
  return {
    amount: cents(isNegative && value !== 0 ? -value : value),
    isCut: digits.fraction.length > currency.digits,
  };
}
