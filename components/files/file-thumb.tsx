"use client";
"use no memo";

import {
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
  Presentation,
} from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "#components/ui/cn";
import { type FileKind, fileKind } from "#lib/files/file-kind";
import { previewPath } from "#lib/files/paths";
import type { FileView } from "#lib/files/schema";

const ICONS: Readonly<Record<FileKind, LucideIcon>> = {
  image: FileImage,
  pdf: FileText,
  text: FileText,
  document: FileText,
  sheet: FileSpreadsheet,
  slides: Presentation,
  archive: FileArchive,
  audio: FileAudio,
  video: FileVideo,
  other: File,
};

export function FileIcon({
  file,
  className,
}: {
  file: Pick<FileView, "type" | "name">;
  className?: string;
}) {
  const Icon = ICONS[fileKind(file)];
  return <Icon aria-hidden="true" strokeWidth={1.5} className={cn("text-ink-3", className)} />;
}

/** A small picture of the file, or an icon of its kind. Decorative, because its name is beside it. */
export function FileThumb({
  file,
  localUrl,
  isWhole = false,
  className,
}: {
  file: Pick<FileView, "type" | "name"> & Partial<Pick<FileView, "fileId" | "preview">>;
  /** The picture on this device, while it is uploading. */
  localUrl?: string | null;
  /** Shows all of the picture instead of filling the tile with its middle. It is what people came to see: it comes first. */
  isWhole?: boolean;
  className?: string;
}) {
  const preview = usePreview(file);
  const [broken, setBroken] = useState<string | null>(null);
  const source = localUrl ?? preview;
  return (
    <span
      className={cn("grid flex-none place-items-center overflow-hidden rounded bg-sunk", className)}
    >
      {source && source !== broken ? (
        <img
          src={source}
          alt=""
          decoding="async"
          loading={isWhole ? "eager" : "lazy"}
          fetchPriority={isWhole ? "high" : "auto"}
          onError={() => setBroken(source)}
          className={cn(
            "size-full",
            isWhole ? "object-contain" : "object-cover",
            fileKind(file) !== "image" && "object-top",
          )}
        />
      ) : (
        <FileIcon file={file} className="size-1/2 max-h-7 max-w-7" />
      )}
    </span>
  );
}

/** Pauses between requests for a picture that is still being made. */
const LOOKS_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

/** The address of a file's small picture, once it exists; null before that, and for files without one. */
export function usePreview({
  fileId,
  preview,
}: Partial<Pick<FileView, "fileId" | "preview">>): string | null {
  const address = fileId && preview !== "none" ? previewPath(fileId) : null;
  const [made, setMade] = useState<string | null>(null);
  const isPending = preview === "pending";
  useEffect(() => {
    if (!address || !isPending) return;
    let look = 0;
    let timer: ReturnType<typeof setTimeout>;
    const lookLater = () => {
      const wait = LOOKS_MS[look++];
      if (wait === undefined) return;
      timer = setTimeout(() => {
        const picture = new Image();
        picture.onload = () => setMade(address);
        picture.onerror = lookLater;
        picture.src = address;
      }, wait);
    };
    lookLater();
    return () => {
      look = LOOKS_MS.length;
      clearTimeout(timer);
    };
  }, [address, isPending]);
  if (preview === "ready") return address;
  return made === address ? made : null;
}
