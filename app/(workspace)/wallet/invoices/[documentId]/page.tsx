import type { Metadata } from "next";
import { Suspense } from "react";
import { ButtonLink } from "#components/ui/button";
import { buttonClass } from "#components/ui/button-class";
import { Link } from "#components/ui/link";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { isStaff } from "#lib/auth/staff";
import { describeInvoice, type InvoiceText } from "#lib/billing/describe-invoice";
import { findCorrection, listCorrections } from "#lib/billing/queries/corrections";
import { getInvoice } from "#lib/billing/queries/invoices";
import { orNotFound, pageActor } from "#lib/edge/page";
import { Correct, Corrected } from "./correction.tsx";

export const metadata: Metadata = { title: "Invoice" };

export default function InvoicePage({ params }: PageProps<"/wallet/invoices/[documentId]">) {
  return (
    <div className="page">
      <Suspense
        fallback={
          <Loading>
            <Skeleton className="h-[560px] max-w-2xl" />
          </Loading>
        }
      >
        <ShownInvoice params={params} />
      </Suspense>
    </div>
  );
}

/** On paper only the invoice itself is left of the page. */
async function ShownInvoice({
  params,
}: Pick<PageProps<"/wallet/invoices/[documentId]">, "params">) {
  const actor = await pageActor();
  const { documentId } = await params;
  const invoice = await orNotFound(getInvoice(actor, documentId));
  const [corrections, correction] = await Promise.all([
    listCorrections(actor, invoice.documentId),
    findCorrection(actor, invoice.documentId),
  ]);
  return (
    <>
      <p className="eyebrow mb-1.5 print:hidden">
        {isStaff(actor.role) ? (
          <Link href="/admin/books/invoices" className="hover:text-ink">
            Invoices for fees
          </Link>
        ) : (
          <Link href="/wallet/invoices" className="hover:text-ink">
            Invoices
          </Link>
        )}
      </p>
      <Corrected corrections={corrections} />
      <Invoice text={describeInvoice(invoice)} />
      <div className="mt-7 flex flex-wrap gap-3 print:hidden">
        <a
          href={`/wallet/invoices/${invoice.documentId}/pdf`}
          download
          className={buttonClass({ variant: "primary", wide: "phone" })}
        >
          Download as PDF
        </a>
        {!isStaff(actor.role) && (
          <ButtonLink href={`/contracts/${invoice.contractId}`} wide="phone">
            Open the contract
          </ButtonLink>
        )}
      </div>
      {correction && <Correct invoice={invoice} correction={correction} />}
    </>
  );
}

function Invoice({ text }: { text: InvoiceText }) {
  return (
    <article className="max-w-2xl">
      <h1 className="text-3xl md:text-4xl">{text.title}</h1>
      <dl className="mt-5 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
        {text.facts.map(({ label, text: value }) => (
          <div key={label} className="contents">
            <dt className="text-ink-2">{label}</dt>
            <dd className="num min-w-0 wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-7 grid gap-7 sm:grid-cols-2 print:grid-cols-2">
        <Side title="From" lines={text.from} />
        <Side title="To" lines={text.to} />
      </div>
      <h2 className="eyebrow mt-7">What for</h2>
      <p className="mt-1">
        <bdi>{text.what}</bdi>
      </p>
      <dl className="mt-6 divide-y divide-line border-y border-line">
        {text.amounts.map(({ label, text: value }) => (
          <div
            key={label}
            className="flex items-baseline justify-between gap-6 py-2.5 last:font-semibold"
          >
            <dt>{label}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      {text.notes.map((note) => (
        <p key={note} className="mt-2 text-sm text-ink-2">
          {note}
        </p>
      ))}
    </article>
  );
}

function Side({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section className="min-w-0">
      <h2 className="eyebrow">{title}</h2>
      <p className="mt-1 wrap-anywhere">
        {lines.map((line) => (
          <bdi key={line} className="block">
            {line}
          </bdi>
        ))}
      </p>
    </section>
  );
}
