import { describeInvoice } from "#lib/billing/describe-invoice";
import { invoiceWord } from "#lib/billing/policy";
import type { InvoiceView } from "#lib/billing/schema";
import { csvLine } from "#lib/csv";
import { toDecimal } from "#lib/money";
import { BYTE_ORDER_MARK } from "../files.ts";

/** Where an invoice's PDF stands. Two issuers may have given the same number. */
export function nameOf({ number, documentId }: InvoiceView): string {
  return `invoices/${number} ${documentId}.pdf`;
}

/**
 * One row for each invoice and each credit note, whose amounts are below zero, so that all rows of a release sum to what
 * was paid. Days are those of UTC, as on the invoice.
 */
export async function* writeInvoices(invoices: AsyncIterable<InvoiceView>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK +
    csvLine([
      "Date (UTC)",
      "Number",
      "Kind",
      "From",
      "From country",
      "From VAT number",
      "To",
      "To country",
      "To VAT number",
      "What for",
      "Net",
      "VAT percent",
      "VAT",
      "Total",
      "Currency",
      "Contract",
      "Transfer",
      "Corrects",
      "Reason",
    ]);
  for await (const invoice of invoices) yield invoiceLine(invoice);
}

function invoiceLine(invoice: InvoiceView): string {
  const { issuer, recipient } = invoice;
  return csvLine([
    invoice.issuedAt.toISOString().slice(0, 10),
    invoice.number,
    invoiceWord(invoice),
    issuer.name,
    issuer.country ?? "",
    issuer.vatNumber ?? "",
    recipient.name,
    recipient.country ?? "",
    recipient.vatNumber ?? "",
    describeInvoice(invoice).what,
    { number: toDecimal(invoice.netCents) },
    { number: String(invoice.vatBasisPoints / 100) },
    { number: toDecimal(invoice.vatCents) },
    { number: toDecimal(invoice.grossCents) },
    invoice.currency,
    invoice.contractId,
    { number: invoice.transferId },
    invoice.corrects?.number ?? "",
    invoice.reason,
  ]);
}
