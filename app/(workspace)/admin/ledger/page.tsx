import type { Metadata } from "next";
import { Suspense } from "react";
import { DataTable } from "#components/ui/data-table";
import { EmptyState } from "#components/ui/empty-state";
import { Facts } from "#components/ui/facts";
import { PageHeader, Section } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { pageActor } from "#lib/edge/page";
import { getLedgerReport } from "#lib/payments/queries/ledger-report";
import { Owed } from "./owed.tsx";

export const metadata: Metadata = { title: "Ledger" };

const COLUMNS = [
  { key: "check", label: "Guarantee", phone: "title" },
  { key: "subject", label: "Found at", phone: "below" },
  { key: "expected", label: "Expected", phone: "below-end", align: "end" },
  { key: "found", label: "Found", phone: "amount", align: "end" },
] as const;

const number = new Intl.NumberFormat("en");

/** For the operator: every balance, hold and hash recomputed from the entries. */
export default function LedgerPage() {
  return (
    <div className="page">
      <PageHeader
        title="Ledger"
        meta={
          <p className="measure">
            Every time this page opens, all balances, sequences, holds and hashes are recomputed
            from the entries. The worker does the same every night, and so does{" "}
            <code>npm run ledger:verify</code>.
          </p>
        }
        className="mb-8"
      />
      {/* Together: their heights are not known in advance, and they would move what is below. */}
      <Suspense fallback={<ReportSkeleton />}>
        <Report />
        <Owed />
      </Suspense>
    </div>
  );
}

async function Report() {
  const actor = await pageActor("keepBooks");
  const { accounts, transfers, entries, mismatches } = await getLedgerReport(actor);
  return (
    <>
      <Facts
        facts={[
          { label: "Accounts", value: number.format(accounts) },
          { label: "Transfers", value: number.format(transfers) },
          { label: "Entries", value: number.format(entries) },
          { label: "Mismatches", value: number.format(mismatches.length) },
        ]}
      />
      <div className="mt-10">
        {mismatches.length > 0 ? (
          <Section title="What does not agree">
            <DataTable
              caption="What does not agree"
              columns={COLUMNS}
              rows={mismatches.map((mismatch, index) => ({
                key: String(index),
                cells: { ...mismatch },
              }))}
            />
          </Section>
        ) : (
          <EmptyState title="Everything adds up">
            All accounts sum to zero, no wallet or hold is below zero, and no row of the history has
            been changed.
          </EmptyState>
        )}
      </div>
    </>
  );
}

function ReportSkeleton() {
  return (
    <Loading label="Recomputing the ledger">
      <Skeleton className="h-[92px]" />
      <Skeleton className="mt-10 h-[180px]" />
    </Loading>
  );
}
