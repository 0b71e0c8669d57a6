import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { Differences } from "./differences.tsx";
import { Reconciliations } from "./reconciliations.tsx";
import { StuckPayments } from "./stuck-payments.tsx";

export const metadata: Metadata = { title: "Payments" };

/** For the operator: whether the provider has what our books say that it has. */
export default function AdminPaymentsPage({ searchParams }: PageProps<"/admin/payments">) {
  return (
    <div className="page">
      <PageHeader
        title="Payments"
        meta={
          <p className="measure">
            Every night, what the payment provider says it has moved is compared with our account of
            it: each payment and each fee. Where a payment differs, the provider is asked about it
            at once.
          </p>
        }
        className="mb-8"
      />
      <Suspense
        fallback={
          <Loading label="Loading the last reconciliation">
            <Skeleton className="h-[180px]" />
            <Skeleton className="mt-10 h-[180px]" />
          </Loading>
        }
      >
        <Reconciliations />
        <Differences searchParams={searchParams} />
        <StuckPayments />
      </Suspense>
    </div>
  );
}
