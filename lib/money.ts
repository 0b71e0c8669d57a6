/**
 * Money in whole minor units of the instance's one currency ("cents", whatever the currency calls them).
 * Nothing here or anywhere else computes an amount in floating point.
 */

declare const centsBrand: unique symbol;

/** A whole number of minor units, safe-integer checked by `cents()`. May be negative (an entry's side). */
export type Cents = number & { readonly [centsBrand]: true };

/** The largest single amount that may be moved, in minor units: one hundred million major units of most currencies. */
export const MAX_AMOUNT_CENTS = 10_000_000_000;

const LOCALE = "en-IE";
const MINUS = "\u2212";

/** How amounts of one currency are written. */
export type Currency = {
  /** ISO 4217 */
  readonly code: string;
  /** Digits after the decimal point, as Intl knows them from ISO 4217. */
  readonly digits: number;
  /** As people write it, for the front of an input. */
  readonly sign: string;
  /** The same without the country: "¥" beside "JP¥". */
  readonly shortSign: string;
  readonly exact: Intl.NumberFormat;
  readonly whole: Intl.NumberFormat;
};

/** True for a currency of ISO 4217. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf("currency").includes(code);
}

/** Throws RangeError for what cannot be a currency. */
export function currencyOf(code: string): Currency {
  const style = { style: "currency", currency: code } as const;
  const exact = new Intl.NumberFormat(LOCALE, style);
  const short = new Intl.NumberFormat(LOCALE, { ...style, currencyDisplay: "narrowSymbol" });
  return {
    code,
    digits: exact.resolvedOptions().maximumFractionDigits ?? 2,
    sign: signOf(exact) ?? code,
    shortSign: signOf(short) ?? code,
    exact,
    whole: new Intl.NumberFormat(LOCALE, { ...style, maximumFractionDigits: 0 }),
  };
}

function signOf(format: Intl.NumberFormat): string | undefined {
  return format.formatToParts(0).find((part) => part.type === "currency")?.value;
}

/**
 * ISO 4217 code of the instance's currency. `next.config.ts` inlines the setting into the browser's code. This module
 * must not fail on a wrong one, because `readEnv` refuses it with a sentence later.
 */
export const CURRENCY: string = settingOr("EUR");

/** The instance's currency. */
export const OWN_CURRENCY: Currency = currencyOf(CURRENCY);
export const MINOR_DIGITS: number = OWN_CURRENCY.digits;
export const CURRENCY_SIGN: string = OWN_CURRENCY.sign;

function settingOr(fallback: string): string {
  const code = process.env.CURRENCY || fallback;
  return isCurrency(code) ? code : fallback;
}

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
export function formatCents(
  amount: Cents,
  { signed = false, currency = OWN_CURRENCY }: { signed?: boolean; currency?: Currency } = {},
): string {
  const text = decimalFormat(currency, amount < 0 ? negateCents(amount) : amount);
  if (amount < 0) return `${MINUS}${text}`;
  return signed && amount > 0 ? `+${text}` : text;
}

/** "€1,240" for charts and filters; rounds half away from zero to whole major units. */
export function formatWholeUnits(amount: Cents): string {
  const scale = 10 ** MINOR_DIGITS;
  const whole = Math.round(Math.abs(amount) / scale);
  return `${amount < 0 ? MINUS : ""}${OWN_CURRENCY.whole.format(whole)}`;
}

/** "1240.00": plain decimal text, for an input's value and for CSV. */
export function toDecimal(amount: Cents, { digits: places } = OWN_CURRENCY): string {
  const digits = String(Math.abs(amount)).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = places === 0 ? "" : `.${digits.slice(-places)}`;
  return `${amount < 0 ? "-" : ""}${whole}${fraction}`;
}

/** "1240" or "1240.50": as a person would type it. */
export function toTyped(amount: Cents, currency = OWN_CURRENCY): string {
  return toDecimal(amount, currency).replace(/\.0+$/, "");
}

/** Intl formats decimal strings exactly, so no amount passes through a floating-point fraction. */
function decimalFormat(currency: Currency, amount: Cents): string {
  return currency.exact.format(toDecimal(amount, currency) as `${number}`);
}

const ONE_UNIT = 10 ** MINOR_DIGITS;

/*
 * Amounts that anyone may watch are shown in steps of 1, 2, 5, 10, 20, 50 … whole units. Two answers with one payment
 * between them then show at most that a step was passed, never the amount paid.
 */

/** The largest step that is not above the amount; zero below one unit. */
export function stepAtMost(amount: Cents): Cents {
  const below = STEPS.filter((step) => step <= amount);
  return cents(below.at(-1) ?? 0);
}

/** The smallest step that is not below the amount. */
export function stepAtLeast(amount: Cents): Cents {
  return cents(STEPS.find((step) => step >= amount) ?? amount);
}

const STEPS: readonly number[] = Array.from({ length: 12 }, (_, power) =>
  [1, 2, 5].map((digit) => digit * 10 ** power * ONE_UNIT),
).flat();
