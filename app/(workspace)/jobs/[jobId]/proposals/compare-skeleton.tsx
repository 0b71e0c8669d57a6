import type { ReactNode } from "react";
import { Loading, Skeleton, SkeletonRows, SkeletonText } from "#components/ui/skeleton";

/** Offers that are loading. */
export function CompareSkeleton({ header }: { header: ReactNode }) {
  return (
    <Loading label="Loading the proposals">
      {header}
      <Skeleton className="mt-3 mb-9 h-5 w-1/2" />
      <SkeletonRows count={3}>
        <div className="flex gap-6">
          <Skeleton className="size-9 rounded-full" />
          <Skeleton className="h-9 flex-1" />
          <Skeleton className="h-9 w-32" />
          <Skeleton className="h-9 w-32" />
        </div>
        <SkeletonText lines={3} className="mt-4 ml-12 max-w-prose" />
      </SkeletonRows>
    </Loading>
  );
}
