import { narrow } from "./text.ts";

/**
 * The one rule for whole numbers, in forms and in addresses: digits only, with spaces allowed around them. No sign, no
 * exponent, no other base. The wide digits of East Asian keyboards count as digits. Null for anything else.
 */
export function readWholeNumber(value: unknown): number | null {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return null;
  const digits = narrow(text).trim();
  const number = Number(digits);
  return /^\d{1,16}$/.test(digits) && Number.isSafeInteger(number) ? number : null;
}
