"use client";

import { type MouseEvent, useState } from "react";
import { cn } from "#components/ui/cn";
import { type FileView, filePath } from "#lib/files/schema";
import { kindWord, sizeText } from "./file-kind.tsx";
import { FileName } from "./file-name.tsx";
import { FilePreview } from "./file-preview.tsx";
import { FileThumb } from "./file-thumb.tsx";

/** Files as tiles; each opens larger, in a window that leads through all of them. */
export function FileList({
  files,
  label = "Files",
  compact = false,
  isGallery = false,
  className,
}: {
  files: readonly FileView[];
  /** What they are, for screen readers. */
  label?: string;
  /** Lines with a small picture, for narrow places such as a message. */
  compact?: boolean;
  /** Pictures that speak for themselves: larger, and their names for screen readers only. */
  isGallery?: boolean;
  className?: string;
}) {
  const [shown, setShown] = useState<FileView | null>(null);
  if (files.length === 0) return null;
  return (
    <>
      <ul
        aria-label={label}
        className={cn(
          compact
            ? "flex min-w-0 flex-col gap-1.5"
            : cn("grid gap-x-3 gap-y-4", isGallery ? galleryColumns : tileColumns),
          className,
        )}
      >
        {files.map((file) => (
          <li key={file.fileId} className="min-w-0">
            <FileTile
              file={file}
              compact={compact}
              isGallery={isGallery}
              onOpen={() => setShown(file)}
            />
          </li>
        ))}
      </ul>
      <FilePreview files={files} shown={shown} onShow={setShown} />
    </>
  );
}

const tileColumns = "grid-cols-[repeat(auto-fill,minmax(min(9rem,100%),1fr))]";
const galleryColumns = "grid-cols-[repeat(auto-fill,minmax(min(13rem,100%),1fr))]";

/** One file: a small picture, its name and size. Without scripts, or with a modifier key, it is a plain link. */
export function FileTile({
  file,
  compact = false,
  isGallery = false,
  onOpen,
}: {
  file: FileView;
  compact?: boolean;
  isGallery?: boolean;
  /** Left out, it opens in a window of its own. */
  onOpen?: () => void;
}) {
  const [shown, setShown] = useState<FileView | null>(null);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (onOpen) onOpen();
    else setShown(file);
  };
  return (
    <>
      <a
        href={filePath(file.fileId)}
        aria-haspopup="dialog"
        onClick={open}
        className={cn(
          "group min-w-0 rounded text-sm",
          compact
            ? "flex items-center gap-3 border border-line bg-sheet p-2 pr-3 hover:border-edge"
            : "flex flex-col gap-1.5",
        )}
      >
        <FileThumb
          file={file}
          className={
            compact
              ? "size-10"
              : "aspect-[4/3] w-full border border-line transition-colors group-hover:border-edge"
          }
        />
        <span className={isGallery ? "sr-only" : "min-w-0 flex-1"}>
          <FileName
            name={file.name}
            className="font-semibold underline-offset-3 group-hover:underline"
          />
          <span className="num block text-xs text-ink-2">
            {kindWord(file)} · {sizeText(file.sizeBytes)}
          </span>
        </span>
      </a>
      {!onOpen && <FilePreview files={[file]} shown={shown} onShow={setShown} />}
    </>
  );
}
