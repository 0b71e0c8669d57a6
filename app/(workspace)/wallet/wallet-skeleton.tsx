import { Loading, Skeleton, SkeletonRows } from "#components/ui/skeleton";

const FIGURES = ["available", "held", "month", "transit"];

/** The outline of the wallet: figures, bars, rows. */
export function WalletSkeleton() {
  return (
    <Loading label="Loading your wallet">
      <div className="mt-7 grid grid-cols-2 gap-y-6 lg:grid-cols-4">
        {FIGURES.map((figure) => (
          <div
            key={figure}
            className="border-line py-1 pr-3 even:border-l even:pl-4 lg:not-first:border-l lg:not-first:pl-6"
          >
            <Skeleton className="my-0.5 h-3 w-24" />
            <Skeleton className="my-1.5 h-7 w-32" />
            <Skeleton className="my-1 h-3 w-16" />
          </div>
        ))}
      </div>
      <Skeleton className="mt-9 h-[150px]" />
      <Skeleton className="mt-10 mb-4 h-7 w-56" />
      <SkeletonRows count={6}>
        <Skeleton className="h-4" />
      </SkeletonRows>
    </Loading>
  );
}
