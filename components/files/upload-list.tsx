"use client";
"use no memo";

import { lazyPart, OpenedLater } from "#components/ui/on-demand";
import type { Upload } from "#lib/files/client/upload-queue";
import { filesText } from "#lib/files/policy";
import type { Uploads } from "./use-uploads.tsx";

const UploadRows = lazyPart(() => import("./upload-rows.tsx"));

export type UploadListProps = {
  uploads: Uploads;
  /** Cards side by side, for the line in which a message is written. */
  compact?: boolean;
  className?: string;
};

/** Files that are uploading or have arrived, each with what can be done about it. Most people attach none. */
export function UploadList(props: UploadListProps) {
  const { uploads } = props.uploads;
  return (
    <>
      <OpenedLater isOpen={uploads.length > 0}>
        <UploadRows {...props} />
      </OpenedLater>
      <p role="status" className="sr-only">
        {announcement(uploads)}
      </p>
    </>
  );
}

/** Changes only when a file has arrived or failed, so that it is not read out all the time. */
function announcement(uploads: readonly Upload[]): string {
  if (uploads.length === 0) return "";
  const done = uploads.filter(({ state }) => state === "done").length;
  const failed = uploads.filter(({ state }) => state === "failed");
  const arrived = `${done} of ${filesText(uploads.length)} attached.`;
  return [arrived, ...failed.map(({ name, problem }) => `${name}: ${problem}`)].join(" ");
}
