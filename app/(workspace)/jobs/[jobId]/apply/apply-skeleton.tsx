import { Loading, Skeleton } from "#components/ui/skeleton";

/** The form and the job beside it, while they load. */
export function ApplySkeleton() {
  return (
    <Loading
      label="Loading the job"
      className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]"
    >
      <div className="flex flex-col gap-6">
        <div>
          <Skeleton className="mb-2 h-4 w-48" />
          <Skeleton className="h-[290px]" />
        </div>
        <div className="grid gap-6 sm:grid-cols-2">
          <Skeleton className="h-[110px]" />
          <Skeleton className="h-[110px]" />
        </div>
        <Skeleton className="h-11 w-48" />
      </div>
      <div className="order-first lg:order-last">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="mt-2 h-14" />
        <Skeleton className="mt-4 h-[150px]" />
        <Skeleton className="mt-5 h-40" />
      </div>
    </Loading>
  );
}
