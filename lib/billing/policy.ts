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
