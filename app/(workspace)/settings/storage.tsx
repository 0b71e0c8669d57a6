import { Disclosure } from "#components/ui/disclosure";
import { pageActor } from "#lib/edge/page";
import { sizeText } from "#lib/files/file-kind";
import type { FilePurpose } from "#lib/files/policy";
import { filesText } from "#lib/files/policy";
import { getQuota, listOwnFiles, listRoomUse } from "#lib/files/queries/room";
import { OwnFile } from "./own-file.tsx";

/** How much space the person's files take, which of them take the most, and what can be done about it. */
export async function Storage() {
  const actor = await pageActor();
  const [quota, use, files] = await Promise.all([
    getQuota(actor),
    listRoomUse(actor),
    listOwnFiles(actor),
  ]);
  const { usedBytes, limitBytes, fileBytes, filesMax } = quota;
  const percent = Math.min(100, (usedBytes / limitBytes) * 100);
  const fileCount = use.reduce((count, kind) => count + kind.fileCount, 0);
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
      {use.length > 0 && (
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-2">
          {use.map(({ purpose, bytes }) => (
            <li key={purpose}>
              {KINDS[purpose]} <span className="num">{sizeText(bytes)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="measure text-sm text-ink-2">
        A file can be up to {sizeText(fileBytes)}, and a message or a version can have {filesMax}{" "}
        files. Work you submit takes none of this space, nor do the files of a job once a freelancer
        is hired. Files that you upload but never attach are removed after a day.
      </p>
      {files.length > 0 && (
        <Disclosure
          title="What takes the space"
          level={3}
          note={
            fileCount > files.length
              ? `the ${files.length} largest of ${fileCount} files`
              : filesText(fileCount)
          }
        >
          <ul className="divide-y divide-line">
            {files.map((file) => (
              <li key={file.fileId} className="py-3 first:pt-0 last:pb-0">
                <OwnFile file={file} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

const KINDS: Readonly<Record<FilePurpose, string>> = {
  message: "Messages",
  job: "Jobs",
  proposal: "Proposals",
  portfolio: "Portfolio",
  avatar: "Your picture",
  submission: "Waiting to be submitted",
  dispute: "Disputes",
};
