import { z } from "zod";
import type { Id } from "#lib/ids";
import { optionalLine, optionalText } from "#lib/input";
import type { Cents } from "#lib/money";
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

/** Who issues invoices for the fee; everybody else is named by their id. */
export const OPERATOR = "operator";

export const INVOICE_KINDS = ["invoice", "fee_invoice"] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

/** A side of an invoice, as it was when the invoice was issued. */
export type InvoiceParty = {
  readonly name: string;
  /** One line below the other. */
  readonly address: string;
  readonly country: string | null;
  readonly vatNumber: string | null;
};

export type InvoiceView = {
  readonly documentId: Id<"doc">;
  readonly kind: InvoiceKind;
  /** "INV-2026-00001": without gaps within an issuer's year. */
  readonly number: string;
  readonly issuedAt: Date;
  readonly issuer: InvoiceParty;
  readonly recipient: InvoiceParty;
  /** The job's title. */
  readonly subject: string;
  readonly contractId: Id<"ctr">;
  /** The ledger's number of the transfer that paid it. */
  readonly transferId: string;
  readonly currency: string;
  readonly netCents: Cents;
  /** Contained in the gross amount, in hundredths of a percent; 0: no VAT is charged. */
  readonly vatBasisPoints: number;
  readonly vatCents: Cents;
  readonly grossCents: Cents;
};

/** Which invoices a list shows: null for all. */
export type InvoiceFilter = { readonly kind: InvoiceKind | null; readonly year: number | null };

/** Reads a filter from an address; what makes no sense is left out. */
export function parseInvoiceFilter(
  params: Readonly<Record<string, string | string[] | undefined>>,
): InvoiceFilter {
  const { kind, year } = params;
  return {
    kind: INVOICE_KINDS.find((known) => known === kind) ?? null,
    year: typeof year === "string" && /^2\d{3}$/.test(year) ? Number(year) : null,
  };
}

/** An invoice's days are those of UTC, so that it reads the same for everybody. */
export const INVOICE_DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
