import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { Synonyms } from "./synonyms.tsx";

export const metadata: Metadata = { title: "Search words" };

/** The words by which jobs are found. */
export default function WordsPage() {
  return (
    <div className="page">
      <PageHeader
        title="Search words"
        meta={
          <p className="measure">Whoever searches for one word also finds jobs with the other.</p>
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
        <Synonyms />
      </Suspense>
    </div>
  );
}
