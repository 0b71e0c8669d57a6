import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { Reports } from "./reports.tsx";

export const metadata: Metadata = { title: "Reports" };

/** What people have reported. */
export default function ReportsPage({ searchParams }: PageProps<"/admin/reports">) {
  return (
    <div className="page">
      <PageHeader
        title="Reports"
        meta={
          <p className="measure">What people report waits here until somebody has dealt with it.</p>
        }
        className="mb-8"
      />
      <Suspense
        fallback={
          <Loading>
            <Skeleton className="h-[180px]" />
          </Loading>
        }
      >
        <Reports searchParams={searchParams} />
      </Suspense>
    </div>
  );
}
