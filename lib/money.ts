/**
 * Money in whole minor units of the instance's one currency ("cents", whatever the currency calls them).
 * Nothing here or anywhere else computes an amount in floating point.
 */

declare const centsBrand: unique symbol;

/** A whole number of minor units, safe-integer checked by `cents()`. May be negative (an entry's side). */
export type Cents = number & { readonly [centsBrand]: true };

/** ISO 4217 code of the instance's currency. `next.config.ts` inlines the setting into the browser's code. */
export const CURRENCY: string = process.env.CURRENCY ?? "EUR";

/** Largest single amount that may be moved, in minor units: one hundred million major units of most currencies. */
export const MAX_AMOUNT_CENTS = 10_000_000_000;

const LOCALE = "en-IE";
const MINUS = "\u2212";

const formatter = new Intl.NumberFormat(LOCALE, { style: "currency", currency: CURRENCY });
const wholeFormatter = new Intl.NumberFormat(LOCALE, {
  style: "currency",
  currency: CURRENCY,
  maximumFractionDigits: 0,
});

/** Digits after the decimal separator in the instance's currency, by ISO 4217 as Intl knows it. */
export const MINOR_DIGITS: number = formatter.resolvedOptions().maximumFractionDigits ?? 2;

/** The currency's sign as people write it, for the front of an input. */
export const CURRENCY_SIGN: string =
  formatter.formatToParts(0).find((part) => part.type === "currency")?.value ?? CURRENCY;

/** Brands a whole number of minor units. Throws RangeError for anything that is not a safe integer. */
export function cents(value: number | bigint | string): Cents {
  const number = value === "" ? Number.NaN : Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`Not a whole number of cents: ${value}`);
  return brand(number);
}

/** Guarantee: every caller has checked `Number.isSafeInteger`. The only cast into `Cents`. */
function brand(value: number): Cents {
  return value as Cents;
}

/** Sum in minor units; throws RangeError when the result leaves the safe integers. */
export function sumCents(amounts: readonly Cents[]): Cents {
  return cents(amounts.reduce((total, amount) => total + amount, 0));
}

/** `negateCents(5)` is −5; zero stays a plain zero. */
export function negateCents(amount: Cents): Cents {
  return cents(amount === 0 ? 0 : -amount);
}

/** "€1,240.00"; negative with a real minus sign: "−€600.00". With `signed`, "+€740.00". */
export function formatCents(amount: Cents, options: { signed?: boolean } = {}): string {
  const text = decimalFormat(formatter, amount < 0 ? negateCents(amount) : amount);
  if (amount < 0) return `${MINUS}${text}`;
  return options.signed && amount > 0 ? `+${text}` : text;
}

/** "€1,240" for charts and filters; rounds half away from zero to whole major units. */
export function formatWholeUnits(amount: Cents): string {
  const scale = 10 ** MINOR_DIGITS;
  const whole = Math.round(Math.abs(amount) / scale);
  return `${amount < 0 ? MINUS : ""}${wholeFormatter.format(whole)}`;
}

/** "1240.00": plain decimal text, for an input's value and for CSV. */
export function toDecimal(amount: Cents): string {
  const digits = String(Math.abs(amount)).padStart(MINOR_DIGITS + 1, "0");
  const whole = digits.slice(0, digits.length - MINOR_DIGITS);
  const fraction = MINOR_DIGITS === 0 ? "" : `.${digits.slice(-MINOR_DIGITS)}`;
  return `${amount < 0 ? "-" : ""}${whole}${fraction}`;
}

/**
 * Reads what a person types: "1240", "1,240.5", "1 240,50", "€1.240,50". The last separator followed by at most
 * the currency's digits is the decimal one; groups must be of three. Returns null for anything else.
 */
export function parseAmount(text: string): Cents | null {
  const bare = text.replace(/[\s\u00a0\u202f']/g, "").replace(CURRENCY_SIGN, "");
  const decimal = new RegExp(`^(.*?)(?:[.,](\\d{1,${Math.max(MINOR_DIGITS, 1)}}))?$`).exec(bare);
  const whole = decimal?.[1] ?? "";
  const fraction = decimal?.[2] ?? "";
  if (fraction.length > MINOR_DIGITS) return null;
  if (!/^\d+$/.test(whole) && !/^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(whole)) return null;
  const value = Number(whole.replace(/[.,]/g, "") + fraction.padEnd(MINOR_DIGITS, "0"));
  return Number.isSafeInteger(value) ? cents(value) : null;
}

/** Intl formats decimal strings exactly, so no amount passes through a fraction of a double. */
function decimalFormat(format: Intl.NumberFormat, amount: Cents): string {
  return format.format(toDecimal(amount) as `${number}`);
}
