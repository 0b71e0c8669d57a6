import { z } from "zod";
import { optionalLine, optionalText } from "#lib/input";
import { isCountry } from "./countries.ts";
import { readVatNumber } from "./vat-number.ts";

/** The longest texts, for the forms' counters. */
export const BILLING_LENGTHS = { name: 120, address: 300 } as const;
const MOST_LINES = 6;

const countryInput = z
  .string()
  .nullish()
  .transform((code) => code || null)
  .refine((code) => code === null || isCountry(code), "Choose one of the countries.");

const addressInput = optionalText(BILLING_LENGTHS.address).refine(
  (text) => text.split("\n").length <= MOST_LINES,
  `Use at most ${MOST_LINES} lines.`,
);

/** A percentage as people type it, "19" or "7,7"; hundredths of a percent, 0 when left empty. */
const rateInput = optionalLine(10).transform((text, context): number => {
  if (text === "") return 0;
  if (/^\d{1,2}(?:[.,]\d{1,2})?\s?%?$/.test(text)) {
    return Math.round(Number.parseFloat(text.replace(",", ".")) * 100);
  }
  const message = "Enter a percentage such as 19 or 7.7, below 100.";
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

export const saveBillingDetailsInput = z
  .object({
    name: optionalLine(BILLING_LENGTHS.name),
    address: addressInput,
    country: countryInput,
    vatNumber: optionalLine(40),
    vatRate: rateInput,
  })
  .transform(({ vatNumber: typed, vatRate: vatBasisPoints, ...fields }, context) => {
    const refuse = (message: string) => {
      context.addIssue({ code: "custom", path: ["vatNumber"], message });
      return z.NEVER;
    };
    if (typed === "" && vatBasisPoints > 0) {
      return refuse("Enter your VAT number: an invoice that charges VAT shows it.");
    }
    if (typed === "") return { ...fields, vatNumber: null, vatBasisPoints };
    const reading = readVatNumber(typed, fields.country);
    if ("problem" in reading) return refuse(reading.problem);
    return { ...fields, vatNumber: reading.vatNumber, vatBasisPoints };
  });
export type SaveBillingDetailsInput = z.input<typeof saveBillingDetailsInput>;

/** What a person wants on invoices, as their form shows it. */
export type BillingDetailsView = {
  readonly role: "client" | "freelancer";
  /** What stands on invoices when `name` is empty. */
  readonly profileName: string;
  readonly name: string;
  readonly address: string;
  readonly country: string | null;
  readonly vatNumber: string | null;
  readonly vatBasisPoints: number;
};
