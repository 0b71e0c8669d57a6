import { formatCents } from "#lib/money";
import { countryName } from "./countries.ts";
import { INVOICE_DAY, type InvoiceKind, type InvoiceParty, type InvoiceView } from "./schema.ts";
import { vatText } from "./vat.ts";

export const INVOICE_KIND_WORDS: Readonly<Record<InvoiceKind, string>> = {
  invoice: "Invoice",
  fee_invoice: "Fee invoice",
};

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
  const { kind, number, issuedAt, subject, vatBasisPoints } = invoice;
  const day = INVOICE_DAY.format(issuedAt);
  const vat =
    vatBasisPoints === 0
      ? []
      : [
          { label: "Net", text: formatCents(invoice.netCents) },
          { label: `VAT ${vatText(vatBasisPoints)}`, text: formatCents(invoice.vatCents) },
        ];
  return {
    title: `${INVOICE_KIND_WORDS[kind]} ${number}`,
    facts: [
      { label: "Number", text: number },
      { label: "Date", text: day },
      { label: "Contract", text: invoice.contractId },
      { label: "Transfer", text: invoice.transferId },
    ],
    from: partyLines(invoice.issuer),
    to: partyLines(invoice.recipient),
    what: kind === "invoice" ? `Work: ${subject}` : `Fee for the work: ${subject}`,
    amounts: [...vat, { label: "Total", text: formatCents(invoice.grossCents) }],
    notes: [
      kind === "invoice"
        ? `Paid through WorkHub on ${day}. Nothing is left to pay.`
        : `Taken on ${day} from what the client paid. Nothing is left to pay.`,
      ...(vatBasisPoints === 0 ? ["No VAT is charged."] : []),
    ],
  };
}

function partyLines({ name, address, country, vatNumber }: InvoiceParty): string[] {
  return [
    name,
    ...address.split("\n").filter((line) => line !== ""),
    ...(country === null ? [] : [countryName(country)]),
    ...(vatNumber === null ? [] : [`VAT number ${vatNumber}`]),
  ];
}
