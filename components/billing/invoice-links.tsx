import { Link } from "#components/ui/link";
import { invoiceWord } from "#lib/billing/policy";
import type { InvoiceView } from "#lib/billing/schema";

/** To each invoice, by its number. */
export function InvoiceLinks({ invoices }: { invoices: readonly InvoiceView[] }) {
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {invoices.map((invoice) => (
        <li key={invoice.documentId}>
          <Link href={`/wallet/invoices/${invoice.documentId}`} className="link">
            {invoiceWord(invoice)} <span className="num">{invoice.number}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
