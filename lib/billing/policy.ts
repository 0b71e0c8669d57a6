export const INVOICE_KINDS = ["invoice", "fee_invoice"] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

export const INVOICE_KIND_WORDS: Readonly<Record<InvoiceKind, string>> = {
  invoice: "Invoice",
  fee_invoice: "Fee invoice",
};

/** What a document is called. */
export function invoiceWord({
  kind,
  isCreditNote,
}: {
  readonly kind: InvoiceKind;
  readonly isCreditNote: boolean;
}): string {
  if (!isCreditNote) return INVOICE_KIND_WORDS[kind];
  return kind === "invoice" ? "Credit note" : "Fee credit note";
}

/** An invoice's days are those of UTC, so that it reads the same for everybody. */
export const INVOICE_DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const SERIES = { invoice: "INV", fee_invoice: "FEE" } as const;

type Numbered = { readonly kind: InvoiceKind; readonly year: number; readonly number: number };

/** "INV-2026-00001": its series, year and number. */
export function invoiceNumber({ kind, year, number }: Numbered): string {
  return `${SERIES[kind]}-${year}-${String(number).padStart(5, "0")}`;
}
