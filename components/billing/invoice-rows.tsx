import { Amount } from "#components/ui/amount";
import { type Column, DataTable } from "#components/ui/data-table";
import { Link } from "#components/ui/link";
import { INVOICE_DAY, invoiceWord } from "#lib/billing/policy";
import type { InvoiceView } from "#lib/billing/schema";

type Key = "number" | "day" | "what" | "amount";

const COLUMNS: readonly Column<Key>[] = [
  { key: "what", label: "What", phone: "title" },
  { key: "day", label: "Date", phone: "below", className: "md:w-40", cellClassName: "text-ink-3" },
  { key: "number", label: "Number", phone: "below-end", className: "md:w-44" },
  { key: "amount", label: "Total", align: "end", phone: "amount", className: "md:w-36" },
];

/** Newest first. A row opens its invoice. */
export function InvoiceRows({ invoices }: { invoices: readonly InvoiceView[] }) {
  return (
    <DataTable
      caption="Invoices, newest first"
      columns={COLUMNS}
      rows={invoices.map((invoice) => ({ key: invoice.documentId, cells: cellsOf(invoice) }))}
    />
  );
}

function cellsOf(invoice: InvoiceView) {
  const { documentId, number, issuedAt, issuer, recipient, subject, grossCents } = invoice;
  return {
    what: (
      <Link href={`/wallet/invoices/${documentId}`} className="stretched">
        <bdi className="font-semibold">{subject}</bdi>
        <span className="block text-ink-2">
          {invoiceWord(invoice)}, <bdi>{issuer.name}</bdi> to <bdi>{recipient.name}</bdi>
        </span>
      </Link>
    ),
    day: <span className="num">{INVOICE_DAY.format(issuedAt)}</span>,
    number: <span className="num">{number}</span>,
    amount: <Amount cents={grossCents} />,
  };
}
