import type { Metadata } from "next";
import { Suspense } from "react";
import { FormMessage } from "#components/ui/form-message";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { isProxyNoticed, PROXY_NOTICE } from "#lib/front/proxy-notice";
import { Today } from "./today.tsx";

export const metadata: Metadata = { title: "Today" };

/** What needs a person, for each who keeps the house what their rights let them deal with. */
export default function TodayPage() {
  return (
    <div className="page">
      <PageHeader title="Today" className="mb-8" />
      <Suspense
        fallback={
          <Loading label="Loading what needs you">
            <Skeleton className="h-[180px]" />
          </Loading>
        }
      >
        {isProxyNoticed() && (
          <FormMessage tone="note" className="mb-8">
            <p role="status" className="measure">
              {PROXY_NOTICE}
            </p>
          </FormMessage>
        )}
        <Today />
      </Suspense>
    </div>
  );
}
