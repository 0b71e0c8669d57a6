import { Loading, Skeleton, SkeletonText } from "#components/ui/skeleton";

export function ProfileSkeleton() {
  return (
    <Loading label="Loading the profile">
      <div className="flex flex-col gap-4 sm:flex-row sm:items-center sm:gap-6">
        <Skeleton className="size-24 flex-none rounded-full" />
        <div className="flex-1">
          <Skeleton className="h-12 w-80 max-w-full" />
          <Skeleton className="mt-2.5 h-6 w-96 max-w-full" />
          <Skeleton className="mt-3 h-5 w-24" />
        </div>
      </div>
      <Skeleton className="mt-8 h-[174px] sm:h-[97px]" />
      <div className="mt-10 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <SkeletonText lines={9} />
        <SkeletonText lines={5} />
      </div>
    </Loading>
  );
}
