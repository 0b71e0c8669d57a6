import { Loading, Skeleton, SkeletonRows } from "#components/ui/skeleton";

/** The settings before it is known whose they are. */
export function SettingsSkeleton() {
  return (
    <Loading label="Loading your settings" className="flex flex-col gap-12">
      <div className="flex flex-col gap-5">
        <Skeleton className="h-7 w-20" />
        <div className="flex items-center gap-4">
          <Skeleton round className="size-14" />
          <Skeleton className="h-14 w-56" />
        </div>
        <Skeleton className="h-10 w-80 max-w-full" />
      </div>
      <div>
        <Skeleton className="mb-4 h-7 w-56" />
        <SkeletonRows count={2} className="bg-sheet">
          <Skeleton className="ml-5 h-10 w-72 max-w-[80%]" />
        </SkeletonRows>
      </div>
    </Loading>
  );
}
