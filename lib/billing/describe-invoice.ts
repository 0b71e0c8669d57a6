import { houseName } from "#lib/house";
import { formatCents } from "#lib/money";
import { countryName } from "./countries.ts";
import { INVOICE_DAY, invoiceWord } from "./policy.ts";
import type { InvoiceName, InvoiceParty, InvoiceView } from "./schema.ts";
import { vatText } from "./vat.ts";

type Line = { readonly label: string; readonly text: string };

/** Everything that an invoice says, in the order in which it is read, on the screen and on paper. */
export type InvoiceText = {
  readonly title: string;
  readonly facts: readonly Line[];
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly what: string;
  readonly amounts: readonly Line[];
  readonly notes: readonly string[];
};

export function describeInvoice(invoice: InvoiceView): InvoiceText {
  const { kind, number, corrects, isCreditNote, subject, vatBasisPoints } = invoice;
  const vat =
    vatBasisPoints === 0
      ? []
      : [
          { label: "Net", text: formatCents(invoice.netCents) },
          { label: `VAT ${vatText(vatBasisPoints)}`, text: formatCents(invoice.vatCents) },
        ];
  return {
    title: `${invoiceWord(invoice)} ${number}`,
    facts: [
      { label: "Number", text: number },
      { label: "Date", text: INVOICE_DAY.format(invoice.issuedAt) },
      ...(corrects === null
        ? []
        : [{ label: isCreditNote ? "Cancels" : "Replaces", text: nameOf(corrects) }]),
      { label: "Contract", text: invoice.contractId },
      { label: "Transfer", text: invoice.transferId },
    ],
    from: partyLines(invoice.issuer),
    to: partyLines(invoice.recipient),
    what: kind === "invoice" ? `Work: ${subject}` : `Fee for the work: ${subject}`,
    amounts: [...vat, { label: "Total", text: formatCents(invoice.grossCents) }],
    notes: [
      ...notesOf(invoice),
      ...(vatBasisPoints === 0 && !isCreditNote ? ["No VAT is charged."] : []),
    ],
  };
}

function nameOf({ number, issuedAt }: InvoiceName): string {
  return `${number} of ${INVOICE_DAY.format(issuedAt)}`;
}

function notesOf({ kind, paidAt, isCreditNote, corrects, reason }: InvoiceView): string[] {
  const paidDay = INVOICE_DAY.format(paidAt);
  if (isCreditNote && corrects) {
    return [
      `Invoice ${nameOf(corrects)} is cancelled as a whole. Another one takes its place, so no money moves.`,
      `Reason: ${reason}`,
    ];
  }
  return [
    kind === "invoice"
      ? `Paid through ${houseName()} on ${paidDay}. Nothing is left to pay.`
      : `Taken on ${paidDay} from what the client paid. Nothing is left to pay.`,
  ];
}

function partyLines({ name, address, country, vatNumber }: InvoiceParty): string[] {
  return [
    name,
    ...address.split("\n").filter((line) => line !== ""),
    ...(country === null ? [] : [countryName(country)]),
    ...(vatNumber === null ? [] : [`VAT number ${vatNumber}`]),
  ];
}
