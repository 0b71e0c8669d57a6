import { Loading, Skeleton, SkeletonRows, SkeletonText } from "#components/ui/skeleton";

export function CompanySkeleton() {
  return (
    <Loading label="Loading the company’s page">
      <div className="flex flex-col gap-4 sm:flex-row sm:items-center sm:gap-6">
        <Skeleton className="size-24 flex-none rounded-full" />
        <div className="flex-1">
          <Skeleton className="mb-2 h-4 w-16" />
          <Skeleton className="h-12 w-80 max-w-full" />
          <Skeleton className="mt-3 h-5 w-96 max-w-full" />
        </div>
      </div>
      <SkeletonText lines={3} className="mt-8 max-w-prose" />
      <Skeleton className="mt-8 h-[174px] sm:h-[97px]" />
      <Skeleton className="mt-12 mb-4 h-7 w-40" />
      <SkeletonRows count={3}>
        <SkeletonText lines={3} />
      </SkeletonRows>
    </Loading>
  );
}
