import { z } from "zod";
import { type Id, type IdPrefix, isId } from "#lib/ids";
import { type Cents, cents, formatCents, MAX_AMOUNT_CENTS, MINOR_DIGITS } from "./money.ts";
import { amountDoubt, amountHint, parseAmount } from "./read-number.ts";
import { readWholeNumber } from "./read-whole-number.ts";
import { cleanLine, cleanText, countCharacters, countVisible, isVisible } from "./text.ts";

/** One unit of the currency: the smallest budget or price. */
const ONE_UNIT = cents(10 ** MINOR_DIGITS);

/** An id with this prefix. Only a tampered form can send a wrong one, so nobody is meant to read the sentence. */
export function idInput<P extends IdPrefix>(prefix: P) {
  return z.custom<Id<P>>((value) => isId(prefix, value), "That is not a valid reference.");
}

/** A name that a program made: a form's key, a bank's token. */
export function keyInput(missing = "That is not a valid reference.") {
  return z.string(missing).regex(/^[ -~]{1,100}$/, missing);
}

type TextLimits = {
  readonly min: number;
  readonly max: number;
  readonly missing: string;
  /** What the text is, when a form asks for several: "for the title". */
  readonly what?: string;
};

/** A person's text of several lines, cleaned, in which something is visible. */
export function textInput(limits: TextLimits) {
  return z.string(limits.missing).transform(checkedText(cleanText, limits));
}

/** The same on one line: a name, a title. */
export function lineInput(limits: TextLimits) {
  return z.string(limits.missing).transform(checkedText(cleanLine, limits));
}

/** An optional text of several lines; "" when it is left out. */
export function optionalText(max: number) {
  return z
    .string()
    .nullish()
    .transform((text) => text ?? "")
    .transform(checkedText(cleanText, { min: 0, max }));
}

/** An optional line; "" when it is left out. */
export function optionalLine(max: number) {
  return z
    .string()
    .nullish()
    .transform((text) => text ?? "")
    .transform(checkedText(cleanLine, { min: 0, max }));
}

/** Cleans a text and checks what remains. A text in which nothing is visible counts as missing. */
function checkedText(
  clean: (text: string) => string,
  { min, max, missing = "Fill this in.", what }: Partial<TextLimits> & { min: number; max: number },
) {
  return (given: string, context: z.RefinementCtx): string => {
    const text = clean(given);
    if (!isVisible(text)) {
      if (min > 0) context.addIssue({ code: "custom", message: missing });
      return "";
    }
    const about = what === undefined ? "" : ` ${what}`;
    if (countVisible(text) < min) {
      const message = `Use at least ${min} characters${about}.`;
      context.addIssue({ code: "custom", message });
    }
    if (countCharacters(text) > max) {
      const message = `Use at most ${max} characters${about}.`;
      context.addIssue({ code: "custom", message });
    }
    return text;
  };
}

/** An amount as people type it ("1,240.50"), or already in minor units; at least one whole unit of the currency. */
export function amountInput(missing: string, { leastCents = ONE_UNIT } = {}) {
  return z.union([z.string(missing), z.number()], missing).transform((value, context): Cents => {
    const amount = typeof value === "string" ? parseAmount(value) : wholeAmount(value);
    const problem = amountProblem(value, amount, { missing, leastCents });
    if (amount !== null && problem === null) return amount;
    context.addIssue({ code: "custom", message: problem ?? missing });
    return z.NEVER;
  });
}

type NumberLimits = { readonly min: number; readonly max: number; readonly message: string };

/** A whole number, as digits or already as a number. `message` says what it must be. */
export function wholeNumberInput({ min, max, message }: NumberLimits) {
  return z.union([z.string(message), z.number(message)], message).transform((value, context) => {
    const number = readWholeNumber(value);
    if (number !== null && number >= min && number <= max) return number;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

/** A whole number of days, as text or number. */
export function daysInput(limits: { min: number; max: number; missing: string }) {
  const { min, max, missing } = limits;
  const message = `Enter a whole number of days from ${min} to ${max}.`;
  return z
    .union([z.string(missing).trim().min(1, missing), z.number()], missing)
    .pipe(wholeNumberInput({ min, max, message }));
}

const UNSEEN =
  "This site has changed since this page was loaded. Nothing was done. Load the page again.";

/**
 * The number that a form carries for what was on the screen when it was filled in: of a version, or an amount in minor
 * units. Forms add it themselves, so a missing or odd number comes from a page of another build.
 */
export const seenInput = wholeNumberInput({
  min: 0,
  max: Number.MAX_SAFE_INTEGER,
  message: UNSEEN,
});

function wholeAmount(value: number): Cents | null {
  return Number.isSafeInteger(value) ? cents(value) : null;
}

function amountProblem(
  value: string | number,
  amount: Cents | null,
  { missing, leastCents }: { missing: string; leastCents: Cents },
) {
  if (typeof value === "string" && !isVisible(value)) return missing;
  if (amount === null) return typeof value === "string" ? amountDoubt(value) : amountHint();
  if (amount < leastCents) return `The minimum is ${formatCents(leastCents)}.`;
  if (amount > MAX_AMOUNT_CENTS) return `The maximum is ${formatCents(cents(MAX_AMOUNT_CENTS))}.`;
  return null;
}
