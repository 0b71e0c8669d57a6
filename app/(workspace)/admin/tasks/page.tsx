import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { FailedTasks } from "./failed-tasks.tsx";

export const metadata: Metadata = { title: "Tasks" };

/** What failed in the background, for whoever operates the instance. */
export default function TasksPage() {
  return (
    <div className="page">
      <PageHeader
        title="Tasks"
        meta={
          <p className="measure">
            What the worker could not do waits here until it succeeds or somebody has dealt with it.
            Rules that were broken arrive here too.
          </p>
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
        <FailedTasks />
      </Suspense>
    </div>
  );
}
