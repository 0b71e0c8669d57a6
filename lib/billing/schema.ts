import { z } from "zod";
import type { Change } from "#lib/changes";
import type { Id } from "#lib/ids";
import { idInput, optionalLine, optionalText, textInput } from "#lib/input";
import type { Cents } from "#lib/money";
import { isCountry } from "./countries.ts";
import { INVOICE_KINDS, type InvoiceKind } from "./policy.ts";
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

/**
 * A percentage as people type it, "19" or "7,7 %", in one spelling: "7.7", or "" for none. Read again it is the same: the
 * form reads it, and then the use case.
 */
const rateInput = optionalLine(10).transform((text, context): string => {
  if (text === "") return "";
  if (/^\d{1,2}(?:[.,]\d{1,2})?\s?%?$/.test(text)) {
    const rate = Number.parseFloat(text.replace(",", "."));
    return rate === 0 ? "" : String(rate);
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
  .transform(({ vatNumber: typed, ...fields }, context) => {
    const refuse = (message: string) => {
      context.addIssue({ code: "custom", path: ["vatNumber"], message });
      return z.NEVER;
    };
    if (typed === "" && fields.vatRate !== "") {
      return refuse("Enter your VAT number: an invoice that charges VAT shows it.");
    }
    if (typed === "") return { ...fields, vatNumber: null };
    const reading = readVatNumber(typed, fields.country);
    if ("problem" in reading) return refuse(reading.problem);
    return { ...fields, vatNumber: reading.vatNumber };
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

/** The longest reason for a correction. */
export const REASON_MAX = 300;

const factsInput = z.array(z.string()).max(20);

/** Facts as text, for a form. */
export function writeFacts(facts: readonly string[]): string {
  return JSON.stringify(facts);
}

/** Null for a text that `writeFacts` has not written. */
export function readFacts(text: string): string[] | null {
  try {
    return factsInput.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export const correctInvoiceInput = z.object({
  documentId: idInput("doc"),
  reason: textInput({ min: 3, max: REASON_MAX, missing: "Say what was wrong." }),
  /** What the new invoice was to say of both sides when the question was read, as `writeFacts` writes it. */
  seen: z
    .string()
    .max(4_000)
    .refine((text) => readFacts(text) !== null, "That is not a valid reference."),
});
export type CorrectInvoiceInput = z.input<typeof correctInvoiceInput>;

/** Who issues invoices for the fee; everybody else is named by their id. */
export const OPERATOR = "operator";

/** A side of an invoice, as it was when the invoice was issued. */
export type InvoiceParty = {
  readonly name: string;
  /** One line below the other. */
  readonly address: string;
  readonly country: string | null;
  readonly vatNumber: string | null;
};

/** An invoice as another one names it. */
export type InvoiceName = {
  readonly documentId: Id<"doc">;
  readonly number: string;
  readonly issuedAt: Date;
};

export type InvoiceView = {
  readonly documentId: Id<"doc">;
  readonly kind: InvoiceKind;
  /** It cancels the invoice that it corrects, and its amounts are below zero. */
  readonly isCreditNote: boolean;
  /** The invoice that it cancels, or takes the place of; null for the first one of a release. */
  readonly corrects: InvoiceName | null;
  /** Why, of a credit note. */
  readonly reason: string;
  /** "INV-2026-00001": without gaps within an issuer's year, credit notes among them. */
  readonly number: string;
  readonly issuedAt: Date;
  /** When the money was released. */
  readonly paidAt: Date;
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

/** What a correction of an invoice would change. */
export type CorrectionView = {
  readonly changes: readonly Change[];
  /** For the form that asks about it. */
  readonly seen: string;
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
