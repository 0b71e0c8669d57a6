import { Loading, Skeleton, SkeletonRows, SkeletonText } from "#components/ui/skeleton";

/** The contract's final layout while it loads. */
export function ContractSkeleton() {
  return (
    <Loading label="Loading the contract">
      <Skeleton className="mb-2 h-4 w-28" />
      <Skeleton className="h-10 w-full max-w-lg" />
      <Skeleton className="mt-7 h-7 w-full max-w-[760px] rounded-full" />
      <Skeleton className="mt-2 h-8 w-full max-w-[760px]" />
      <div className="mt-8 grid gap-x-14 gap-y-9 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="space-y-6">
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-10 w-72" />
          <SkeletonRows count={4}>
            <Skeleton className="h-5 w-full" />
          </SkeletonRows>
        </div>
        <div>
          <Skeleton className="mb-2.5 h-4 w-28" />
          <SkeletonText lines={6} />
        </div>
      </div>
    </Loading>
  );
}
