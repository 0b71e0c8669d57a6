import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton, SkeletonRows } from "#components/ui/skeleton";
import { Appoint } from "./appoint.tsx";
import { Staff } from "./staff.tsx";

export const metadata: Metadata = { title: "Staff" };

/** Who keeps the house, for an admin to change. */
export default function StaffPage() {
  return (
    <div className="page">
      <PageHeader
        title="Staff"
        meta={
          <p className="measure">
            An admin may do everything here. A moderator decides disputes and reports, and sees
            people. An accountant sees the ledger, payments and books, and no conversation.
          </p>
        }
        className="mb-8"
      />
      <Suspense
        fallback={
          <Loading>
            <SkeletonRows count={3}>
              <Skeleton className="h-10 w-72 max-w-[80%]" />
            </SkeletonRows>
          </Loading>
        }
      >
        <Staff />
        <Appoint />
      </Suspense>
    </div>
  );
}
