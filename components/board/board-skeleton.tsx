"use client";
"use no memo";

import { Loading, Skeleton, SkeletonText } from "#components/ui/skeleton";
import { boardClass, listClass, panelClass, panelPadding } from "./board-layout.tsx";

/** The board's frame before anything is known: the same columns, the same heights. */
export function BoardSkeleton({ label }: { label: string }) {
  return (
    <Loading label={label} className={boardClass}>
      <div className={listClass}>
        <div className="px-[18px] pt-4 pb-3 md:pr-5 md:pl-7">
          <Skeleton className="h-11" />
          <Skeleton className="mt-2.5 h-[30px] w-3/4 pointer-coarse:h-11" />
          <Skeleton className="mt-4 h-4 w-16" />
        </div>
        {[1, 2, 3, 4, 5, 6].map((row) => (
          <div key={row} className="border-t border-line px-[18px] py-4 md:pr-5 md:pl-7">
            <Skeleton className="h-5 w-3/4" />
            <SkeletonText lines={2} className="mt-2" />
            <Skeleton className="mt-3 h-4" />
          </div>
        ))}
      </div>
      <div className={`hidden lg:block ${panelClass}`}>
        <div className={panelPadding}>
          <PanelSkeleton />
        </div>
      </div>
    </Loading>
  );
}

/** What is opened, while it is loading. */
export function PanelSkeleton() {
  return (
    <div>
      <Skeleton className="my-2.5 h-4 w-32" />
      <Skeleton className="mt-3 h-10 w-3/4" />
      <Skeleton className="mt-3 h-5 w-2/3" />
      <Skeleton className="mt-6 h-[92px]" />
      <Skeleton className="mt-6 h-4 w-40" />
      <Skeleton className="mt-4 h-20" />
      <SkeletonText lines={6} className="mt-8 max-w-prose" />
    </div>
  );
}
