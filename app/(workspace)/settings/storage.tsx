import { sizeText } from "#components/files/file-kind";
import { Skeleton } from "#components/ui/skeleton";
import { getQuota } from "#lib/files/queries";
import { pageActor } from "#lib/page";

/** How much room the person's files take, and what one file may be. */
export async function Storage() {
  const { usedBytes, limitBytes, fileBytes, filesMax } = await getQuota(await pageActor());
  const percent = Math.min(100, (usedBytes / limitBytes) * 100);
  return (
    <div className="flex flex-col gap-3">
      <p>
        <span className="num font-semibold">{sizeText(usedBytes)}</span> of{" "}
        <span className="num">{sizeText(limitBytes)}</span> used
      </p>
      <svg aria-hidden="true" className="h-1.5 w-full overflow-hidden rounded-full">
        <rect width="100%" height="100%" className="fill-line" />
        <rect
          width={`${usedBytes > 0 ? Math.max(percent, 0.5) : 0}%`}
          height="100%"
          className="fill-accent"
        />
      </svg>
      <p className="measure text-sm text-ink-2">
        A file can have {sizeText(fileBytes)}, and a message or a submission {filesMax} files. What
        was uploaded and never attached is removed after a day.
      </p>
    </div>
  );
}

export function StorageSkeleton() {
  return <Skeleton className="h-[92px]" />;
}
