import { z } from "zod";
import { type Id, type IdPrefix, isId } from "#lib/ids";
import {
  type Cents,
  cents,
  formatCents,
  MAX_AMOUNT_CENTS,
  MINOR_DIGITS,
  parseAmount,
} from "#lib/money";

/** One unit of the currency: the least that a budget or a price can be. */
const ONE_UNIT = cents(10 ** MINOR_DIGITS);

/** An id with this prefix. A wrong one can only come from a changed form, so the sentence is for nobody. */
export function idInput<P extends IdPrefix>(prefix: P) {
  return z.custom<Id<P>>((value) => isId(prefix, value), "That is not a valid reference.");
}

/** What a person wrote, as it is stored: trimmed, "\n" between lines, without NUL, which PostgreSQL cannot keep. */
export function cleanText(text: string): string {
  return text.replaceAll("\0", "").replace(/\r\n?/g, "\n").trim();
}

/**
 * Text of a person, cleaned, between `min` and `max` characters; line breaks as the browser sends them become "\n".
 * `what` names it where several texts are asked for: "for the title".
 */
export function textInput(limits: { min: number; max: number; missing: string; what?: string }) {
  const what = limits.what === undefined ? "" : ` ${limits.what}`;
  return z
    .string(limits.missing)
    .transform(cleanText)
    .pipe(
      z
        .string()
        .min(1, { error: limits.missing, abort: true })
        .min(limits.min, `Use at least ${limits.min} characters${what}.`)
        .max(limits.max, `Use at most ${limits.max} characters${what}.`),
    );
}

/** An amount as people type it ("1,240.50"), or already in minor units. */
export function amountInput(missing: string) {
  return z.union([z.string(missing), z.number()], missing).transform((value, context): Cents => {
    const amount = typeof value === "string" ? parseAmount(value) : wholeAmount(value);
    const problem = amountProblem(value, amount, missing);
    if (amount !== null && problem === null) return amount;
    context.addIssue({ code: "custom", message: problem ?? missing });
    return z.NEVER;
  });
}

/** A whole number of days, as text or number. */
export function daysInput(limits: { min: number; max: number; missing: string }) {
  const range = `Enter a whole number of days from ${limits.min} to ${limits.max}.`;
  return z
    .union([z.string(limits.missing).trim().min(1, limits.missing), z.number()], limits.missing)
    .transform(Number)
    .pipe(z.int(range).min(limits.min, range).max(limits.max, range));
}

function wholeAmount(value: number): Cents | null {
  return Number.isSafeInteger(value) ? cents(value) : null;
}

function amountProblem(value: string | number, amount: Cents | null, missing: string) {
  if (typeof value === "string" && value.trim() === "") return missing;
  if (amount === null) return "Enter an amount like 1240 or 1240.50.";
  if (amount < ONE_UNIT) return `The least possible is ${formatCents(ONE_UNIT)}.`;
  if (amount > MAX_AMOUNT_CENTS)
    return `The most possible is ${formatCents(cents(MAX_AMOUNT_CENTS))}.`;
  return null;
}
