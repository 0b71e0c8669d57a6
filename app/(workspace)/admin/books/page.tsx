import type { Metadata } from "next";
import { Suspense } from "react";
import { BookForm } from "#components/books/book-form";
import { buttonClass } from "#components/ui/button-class";
import { Link } from "#components/ui/link";
import { PageHeader, Section } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { pageActor, pageTimeZone } from "#lib/edge/page";
import { now } from "#lib/time";

export const metadata: Metadata = { title: "Books" };

const YEARS = 5;

/** For the operator's accountant. */
export default function InstanceBooksPage() {
  return (
    <div className="page">
      <div className="flex max-w-lg flex-col gap-10">
        <PageHeader title="Books" />
        <Suspense
          fallback={
            <Loading>
              <Skeleton className="h-80" />
            </Loading>
          }
        >
          <Books />
        </Suspense>
      </div>
    </div>
  );
}

async function Books() {
  await pageActor("keepBooks");
  const thisYear = now().getUTCFullYear();
  const years = Array.from({ length: YEARS }, (_, back) => thisYear - back);
  return (
    <>
      <Section
        title="All accounts"
        note="One ZIP file: what the accounts of each kind held at both ends, the journal with one row for each entry, every invoice as a row, and those for fees as PDF."
      >
        <BookForm action="/admin/books/download" timeZone={await pageTimeZone()} />
        <p className="mt-5">
          <Link href="/admin/books/invoices" className="link">
            Invoices for fees
          </Link>
        </p>
      </Section>
      <Section
        title="Freelancers who were paid"
        note="What DAC7 asks platforms to report: contracts, payments and fees by quarter, as CSV. Years are those of UTC."
      >
        <p className="flex flex-wrap gap-3">
          {years.map((year) => (
            <a
              key={year}
              href={`/admin/books/sellers?year=${year}`}
              download
              className={buttonClass()}
            >
              <span className="num">{year}</span>
            </a>
          ))}
        </p>
      </Section>
    </>
  );
}
