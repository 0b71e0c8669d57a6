import { Loading, Skeleton } from "#components/ui/skeleton";

const FIELDS = ["h-11", "h-11 max-w-md", "h-12", "h-60", "h-11 max-w-60", "h-24"];

/** A long form that is loading. */
export function FormSkeleton({ label }: { label: string }) {
  return (
    <Loading label={label} className="flex flex-col gap-6">
      {FIELDS.map((height) => (
        <div key={height}>
          <Skeleton className="mb-2 h-4 w-28" />
          <Skeleton className={height} />
        </div>
      ))}
    </Loading>
  );
}
