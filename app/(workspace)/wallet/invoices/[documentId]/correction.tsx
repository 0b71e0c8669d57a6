import { ChangesTable } from "#components/ui/changes-table";
import { ConfirmForm } from "#components/ui/confirm-form";
import { Field } from "#components/ui/field";
import { FormMessage } from "#components/ui/form-message";
import { Link } from "#components/ui/link";
import { Textarea } from "#components/ui/textarea";
import { invoiceWord } from "#lib/billing/policy";
import { type CorrectionView, type InvoiceView, REASON_MAX } from "#lib/billing/schema";
import { correctInvoiceAction } from "./actions.ts";

/** What became of an invoice that was corrected; nothing of one that was not. */
export function Corrected({ corrections }: { corrections: readonly InvoiceView[] }) {
  const note = corrections.find(({ isCreditNote }) => isCreditNote);
  const invoice = corrections.find(({ isCreditNote }) => !isCreditNote);
  if (!note || !invoice) return null;
  return (
    <FormMessage tone="note" className="mb-7 max-w-2xl print:hidden">
      This invoice was cancelled by <ToInvoice invoice={note} />. <ToInvoice invoice={invoice} />{" "}
      takes its place.
    </FormMessage>
  );
}

function ToInvoice({ invoice }: { invoice: InvoiceView }) {
  return (
    <Link href={`/wallet/invoices/${invoice.documentId}`} className="link">
      {invoiceWord(invoice).toLowerCase()} <span className="num">{invoice.number}</span>
    </Link>
  );
}

/** Asks the issuer, with old beside new. */
export function Correct({
  invoice,
  correction,
}: {
  invoice: InvoiceView;
  correction: CorrectionView;
}) {
  return (
    <ConfirmForm
      action={correctInvoiceAction}
      label="Correct this invoice"
      submitLabel="Cancel it, and issue another"
      pendingLabel="Issuing…"
      variant="plain"
      submitVariant="primary"
      className="mt-7 max-w-2xl print:hidden"
    >
      <input type="hidden" name="documentId" value={invoice.documentId} />
      <input type="hidden" name="seen" value={correction.seen} />
      <p>
        A credit note cancels <span className="num">{invoice.number}</span> as a whole, and another
        invoice takes its place, with the billing details as they are now. No money moves, and all
        three stay where both sides see them.
      </p>
      <ChangesTable
        changes={correction.changes}
        seenLabel="On this invoice"
        nowLabel="On the new one"
      />
      <Field name="reason" label="What was wrong?" help="It is written on the credit note.">
        <Textarea rows={2} maxLength={REASON_MAX} />
      </Field>
    </ConfirmForm>
  );
}
