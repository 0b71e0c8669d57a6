import { Loading, Skeleton } from "#components/ui/skeleton";

/** The outline of the forms that move money in or out. */
export function PaymentSkeleton() {
  return (
    <Loading>
      <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex flex-col gap-5">
          <Skeleton className="h-[70px] max-w-60" />
          <Skeleton className="h-[30px] max-w-md" />
          <Skeleton className="h-64 max-w-lg" />
          <Skeleton className="h-16 max-w-lg" />
          <Skeleton className="h-10 w-40" />
        </div>
        <Skeleton className="order-first h-28 lg:order-last" />
      </div>
    </Loading>
  );
}
