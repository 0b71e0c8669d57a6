"use no memo";

import { Loading, Skeleton } from "#components/ui/skeleton";

/** Where conversations will be: the shape of their rows. */
export function RowsSkeleton() {
  return (
    <Loading label="Loading conversations">
      {[0, 1, 2, 3, 4].map((row) => (
        <div
          key={row}
          className="flex gap-3 border-b border-line py-3.5 pr-[18px] pl-[18px] md:pl-[25px]"
        >
          <Skeleton round className="size-9 flex-none" />
          <div className="min-w-0 flex-1">
            <Skeleton className="my-[3px] h-4 w-1/2" />
            <Skeleton className="mt-[7px] h-3.5 w-4/5" />
            <Skeleton className="mt-[7px] mb-[3px] h-3.5 w-2/3" />
          </div>
        </div>
      ))}
    </Loading>
  );
}

/** Where a conversation will be: its head, a few messages at the end, the writing field. */
export function RoomSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-[69px] flex-none items-center border-b border-line px-[18px] lg:px-9">
        <div className="w-full">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="mt-2 h-3.5 w-64 max-w-full" />
        </div>
      </div>
      <LinesSkeleton />
      <div className="h-[79px] flex-none border-t border-line" />
    </div>
  );
}

export function LinesSkeleton() {
  return (
    <Loading
      label="Loading messages"
      className="flex min-h-0 flex-1 flex-col justify-end gap-3.5 overflow-hidden px-[18px] py-6 lg:px-9"
    >
      <Skeleton className="h-17 w-3/5 rounded-[14px]" />
      <Skeleton className="h-17 w-1/2 self-end rounded-[14px]" />
      <Skeleton className="h-11 w-2/5 rounded-[14px]" />
      <Skeleton className="h-22 w-3/5 self-end rounded-[14px]" />
    </Loading>
  );
}
