import { Loading, Skeleton, SkeletonRows } from "#components/ui/skeleton";

/** Where groups of rows will be. */
export function WorkSkeleton() {
  return (
    <Loading label="Loading your jobs" className="mt-7 space-y-8">
      <div>
        <Skeleton className="mb-2.5 h-4 w-28" />
        <SkeletonRows count={2}>
          <RowSkeleton />
        </SkeletonRows>
      </div>
      <div>
        <Skeleton className="mb-2.5 h-4 w-44" />
        <SkeletonRows count={3}>
          <RowSkeleton />
        </SkeletonRows>
      </div>
    </Loading>
  );
}

function RowSkeleton() {
  return (
    <div className="grid gap-3 px-[18px] py-1 md:grid-cols-[minmax(0,1fr)_280px_176px] md:items-center md:gap-8 md:px-5">
      <div className="space-y-2">
        <Skeleton className="h-4 w-3/4" />
        <Skeleton className="h-3.5 w-1/2" />
      </div>
      <Skeleton className="h-7 w-full rounded-full" />
      <Skeleton className="h-10 w-full" />
    </div>
  );
}
