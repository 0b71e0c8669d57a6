import { Loading, Skeleton, SkeletonText } from "#components/ui/skeleton";

/** The contract's final layout while it loads. */
export function ContractSkeleton() {
  return (
    <Loading label="Loading the contract">
      <Skeleton className="mb-1.5 h-4 w-28" />
      <Skeleton className="h-9 w-full max-w-lg md:h-11" />
      <div className="mt-7 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_280px]">
        <div className="space-y-8">
          <div>
            <Skeleton className="h-7 w-full rounded-full" />
            <Skeleton className="mt-2 h-8 w-full" />
          </div>
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-72 w-full" />
          <Skeleton className="h-10 w-72" />
        </div>
        <div className="space-y-9">
          <Skeleton className="h-28 w-full" />
          <SkeletonText lines={6} />
        </div>
      </div>
    </Loading>
  );
}
