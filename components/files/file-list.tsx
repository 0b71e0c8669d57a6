"use client";
"use no memo";

import { type MouseEvent, useState } from "react";
import { cn } from "#components/ui/cn";
import { kindWord, sizeText } from "#lib/files/file-kind";
import { filePath } from "#lib/files/paths";
import type { FileView } from "#lib/files/schema";
import { FileName } from "./file-name.tsx";
import { FilePreview } from "./file-preview.tsx";
import { FileThumb } from "./file-thumb.tsx";

/** Files as tiles; each opens larger, in a window that leads through all of them. */
export function FileList({
  files,
  label = "Files",
  compact = false,
  isGallery = false,
  isLarge = false,
  className,
}: {
  files: readonly FileView[];
  /** What they are, for screen readers. */
  label?: string;
  /** Lines with a small picture, for narrow places such as a message. */
  compact?: boolean;
  /** Pictures that need no caption, the first one large: their names are only for screen readers. */
  isGallery?: boolean;
  /** Submitted work: large pictures first, then one line for each file without a picture. */
  isLarge?: boolean;
  className?: string;
}) {
  const [shown, setShown] = useState<FileView | null>(null);
  if (files.length === 0) return null;
  const listed = isLarge ? picturesFirst(files) : files;
  const hasOnePicture = isLarge && files.filter(hasPicture).length === 1;
  return (
    <>
      <ul
        aria-label={label}
        className={cn(
          compact
            ? "flex min-w-0 flex-col gap-1.5"
            : cn("grid gap-x-3 gap-y-4", columnsFor(isGallery, isLarge)),
          className,
        )}
      >
        {listed.map((file) => (
          <li
            key={file.fileId}
            className={cn(
              "min-w-0",
              isLarge && (hasOnePicture || !hasPicture(file)) && "col-span-full",
              isLarge && !hasPicture(file) && "not-first:-mt-2",
            )}
          >
            <FileTile
              file={file}
              compact={compact || (isLarge && !hasPicture(file))}
              isGallery={isGallery}
              isWhole={isLarge && hasPicture(file)}
              onOpen={() => setShown(file)}
            />
          </li>
        ))}
      </ul>
      <FilePreview files={listed} shown={shown} onShow={setShown} />
    </>
  );
}

function hasPicture({ preview }: FileView): boolean {
  return preview !== "none";
}

function picturesFirst(files: readonly FileView[]): readonly FileView[] {
  return [...files.filter(hasPicture), ...files.filter((file) => !hasPicture(file))];
}

function columnsFor(isGallery: boolean, isLarge: boolean): string {
  if (isLarge) return largeColumns;
  return isGallery ? galleryColumns : tileColumns;
}

const largeColumns = "grid-cols-[repeat(auto-fill,minmax(min(13.5rem,100%),1fr))]";
const tileColumns = "grid-cols-[repeat(auto-fill,minmax(min(9rem,100%),1fr))]";
const galleryColumns = "grid-cols-3 [&>:first-child]:col-span-full";

/** One file: a small picture, its name and size. Without scripts, or with a modifier key, it is a plain link. */
export function FileTile({
  file,
  compact = false,
  isGallery = false,
  isWhole = false,
  onOpen,
}: {
  file: FileView;
  compact?: boolean;
  isGallery?: boolean;
  /** All of its picture shows. */
  isWhole?: boolean;
  /** If left out, it opens in a new window. */
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
          isWhole={isWhole}
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
