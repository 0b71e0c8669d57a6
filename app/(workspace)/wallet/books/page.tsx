import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { BookForm } from "#components/books/book-form";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { isStaff } from "#lib/auth/staff";
import { pageActor, pageTimeZone } from "#lib/edge/page";
import { BackToWallet } from "../back-to-wallet.tsx";

export const metadata: Metadata = { title: "Statements and books" };

export default function BooksPage() {
  return (
    <div className="page">
      <div className="flex max-w-lg flex-col gap-7">
        <PageHeader eyebrow={<BackToWallet />} title="Statements and books" />
        <p className="measure">
          For your accountant, one ZIP file: the statement of your wallet with the balance at both
          ends, the journal with one row for each entry, and every invoice as a row and as a PDF.
        </p>
        <Suspense
          fallback={
            <Loading>
              <Skeleton className="h-40" />
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
  const { role } = await pageActor();
  if (isStaff(role)) notFound();
  return (
    <BookForm
      action="/wallet/books/download"
      statement="/wallet/books/statement"
      timeZone={await pageTimeZone()}
    />
  );
}
