"use client";

import { CircleAlert, Pause, Play, RotateCw, X } from "lucide-react";
import { useRef } from "react";
import { Button, IconButton } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import type { Upload } from "#lib/files/client/upload-queue";
import { kindWord, sizeText } from "#lib/files/file-kind";
import { isolate } from "#lib/text";
import { FileName } from "./file-name.tsx";
import { FileThumb } from "./file-thumb.tsx";
import type { UploadListProps } from "./upload-list.tsx";
import type { Uploads } from "./use-uploads.tsx";

/** What an `UploadList` shows once there is a file. */
export default function UploadRows({ uploads, compact = false, className }: UploadListProps) {
  const list = useRef<HTMLUListElement>(null);
  const remove = (id: string) => {
    // The button goes away with its row; the focus stays in the list, or moves to the button that adds files.
    const rows = [...(list.current?.children ?? [])];
    const at = uploads.uploads.findIndex((upload) => upload.id === id);
    const neighbour = rows[at + 1] ?? rows[at - 1];
    uploads.remove(id);
    neighbour?.querySelector<HTMLElement>("[data-remove]")?.focus();
  };
  if (uploads.uploads.length === 0) return null;
  return (
    <ul
      ref={list}
      aria-label="Files to attach"
      className={cn(
        compact ? "flex flex-wrap gap-2" : "divide-y divide-line border-y border-line",
        className,
      )}
    >
      {uploads.uploads.map((upload) => (
        <UploadRow
          key={upload.id}
          upload={upload}
          compact={compact}
          actions={uploads}
          onRemove={() => remove(upload.id)}
        />
      ))}
    </ul>
  );
}

function UploadRow({
  upload,
  compact,
  actions,
  onRemove,
}: {
  upload: Upload;
  compact: boolean;
  actions: Uploads;
  onRemove: () => void;
}) {
  const { name, type, localUrl, file, state } = upload;
  const shown = file ?? { name, type };
  return (
    <li
      className={cn(
        "flex min-w-0 items-center gap-3",
        compact ? "w-64 max-w-full rounded border border-line bg-sheet p-2" : "py-2.5",
      )}
    >
      <FileThumb file={shown} localUrl={localUrl} className={compact ? "size-10" : "size-12"} />
      <div className="min-w-0 flex-1">
        <FileName name={name} className="text-sm font-semibold" />
        <UploadState upload={upload} />
      </div>
      <div className="flex flex-none items-center">
        {(state === "sending" || state === "waiting") && (
          <IconButton label={`Pause ${isolate(name)}`} onClick={() => actions.pause(upload.id)}>
            <Pause aria-hidden="true" className="size-4" />
          </IconButton>
        )}
        {state === "paused" && (
          <IconButton label={`Resume ${isolate(name)}`} onClick={() => actions.resume(upload.id)}>
            <Play aria-hidden="true" className="size-4" />
          </IconButton>
        )}
        {state === "failed" &&
          upload.canRetry &&
          (compact ? (
            <IconButton
              label={`Try ${isolate(name)} again`}
              onClick={() => actions.retry(upload.id)}
            >
              <RotateCw aria-hidden="true" className="size-4" />
            </IconButton>
          ) : (
            <Button
              size="sm"
              aria-label={`Try ${isolate(name)} again`}
              onClick={() => actions.retry(upload.id)}
            >
              Try again
            </Button>
          ))}
        <IconButton label={`Remove ${isolate(name)}`} data-remove onClick={onRemove}>
          <X aria-hidden="true" className="size-4" />
        </IconButton>
      </div>
    </li>
  );
}

const progressClass = cn(
  "mt-1.5 block h-1 w-full appearance-none overflow-hidden rounded-full bg-line forced-colors:appearance-auto",
  "[&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent [&::-moz-progress-bar]:bg-accent",
);

/** How far it is, in bytes; or what went wrong. */
function UploadState({ upload }: { upload: Upload }) {
  const { name, state, sentBytes, sizeBytes, problem } = upload;
  if (state === "failed") {
    return (
      <p className="mt-0.5 flex gap-1.5 text-sm font-medium text-danger">
        <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 flex-none" />
        <span className="min-w-0">{problem}</span>
      </p>
    );
  }
  return (
    <>
      <p className="num mt-0.5 text-xs text-ink-2">{stateText(upload)}</p>
      {(state === "sending" || state === "paused") && (
        <progress
          aria-label={`Upload of ${name}`}
          value={sentBytes}
          max={sizeBytes}
          className={cn(progressClass, state === "paused" && "opacity-60")}
        />
      )}
    </>
  );
}

function stateText({ name, type, file, state, sentBytes, sizeBytes }: Upload): string {
  const size = sizeText(sizeBytes);
  switch (state) {
    case "waiting":
      return `Waiting · ${size}`;
    case "sending":
      return sentBytes < sizeBytes ? `${sizeText(sentBytes)} of ${size}` : "Being checked";
    case "paused":
      return `Paused at ${sizeText(sentBytes)} of ${size}`;
    default:
      return `${kindWord(file ?? { name, type })} · ${size}`;
  }
}
