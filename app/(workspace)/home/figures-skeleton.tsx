import { Skeleton } from "#components/ui/skeleton";

const FIGURES = ["available", "held", "month", "transit"];

/** Where the four figures of the wallet will be. */
export function FiguresSkeleton() {
  return (
    <div aria-hidden="true" className="mt-7 grid grid-cols-2 gap-y-6 lg:grid-cols-4">
      {FIGURES.map((figure) => (
        <div key={figure} className="space-y-2 py-1 pr-6">
          <Skeleton className="h-4 w-20" />
          <Skeleton className="h-9 w-32" />
          <Skeleton className="h-4 w-24" />
        </div>
      ))}
    </div>
  );
}
