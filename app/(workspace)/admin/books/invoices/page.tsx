import type { Metadata } from "next";
import { Suspense } from "react";
import { InvoiceRows } from "#components/billing/invoice-rows";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { LoadMore } from "#components/ui/load-more";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton, SkeletonRows } from "#components/ui/skeleton";
import { listInvoices } from "#lib/billing/queries/invoices";
import { parseInvoiceFilter } from "#lib/billing/schema";
import { pageActor } from "#lib/edge/page";
import { readAfter } from "#lib/paging";

export const metadata: Metadata = { title: "Invoices for fees" };

/** What the operator has issued. */
export default function FeeInvoicesPage({ searchParams }: PageProps<"/admin/books/invoices">) {
  return (
    <div className="page">
      <PageHeader
        eyebrow={
          <Link href="/admin/books" className="hover:text-ink">
            Books
          </Link>
        }
        title="Invoices for fees"
        className="mb-7"
      />
      <Suspense
        fallback={
          <Loading>
            <SkeletonRows count={6}>
              <Skeleton className="h-10 w-72 max-w-[80%]" />
            </SkeletonRows>
          </Loading>
        }
      >
        <FeeInvoices searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function FeeInvoices({
  searchParams,
}: Pick<PageProps<"/admin/books/invoices">, "searchParams">) {
  const actor = await pageActor("keepBooks");
  const after = readAfter((await searchParams).after);
  const { rows, next } = await listInvoices(actor, { filter: parseInvoiceFilter({}), after });
  if (rows.length === 0 && !after) {
    return (
      <EmptyState title="No invoices yet">
        When a release carries a fee, the invoice for it is here.
      </EmptyState>
    );
  }
  return (
    <>
      <InvoiceRows invoices={rows} />
      {(next !== null || after) && (
        <LoadMore
          noun="invoices"
          shown={rows.length}
          href={next === null ? null : `/admin/books/invoices?after=${next}`}
          firstHref={after ? "/admin/books/invoices" : null}
        />
      )}
    </>
  );
}
