import { Link } from "#components/ui/link";
import type { InvoiceView } from "#lib/billing/schema";

/** To each invoice, by its number. */
export function InvoiceLinks({ invoices }: { invoices: readonly InvoiceView[] }) {
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {invoices.map(({ documentId, kind, number }) => (
        <li key={documentId}>
          <Link href={`/wallet/invoices/${documentId}`} className="link">
            {kind === "invoice" ? "Invoice" : "Invoice for the fee"}{" "}
            <span className="num">{number}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
