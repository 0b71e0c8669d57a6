import { Loading, Skeleton } from "#components/ui/skeleton";

export function AsideSkeleton() {
  return (
    <Loading label="Loading what it is about">
      <Skeleton className="h-4 w-28" />
      <Skeleton className="mt-2 h-6 w-full" />
      <Skeleton className="mt-1.5 h-6 w-2/3" />
      <Skeleton className="mt-5 h-7 w-full rounded-full" />
      <Skeleton className="mt-8 h-16 w-full" />
      <Skeleton className="mt-8 h-10 w-full" />
    </Loading>
  );
}
