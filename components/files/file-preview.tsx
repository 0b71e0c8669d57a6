"use client";

import { useLayoutEffect } from "react";
import { lazyPart, OpenedLater } from "#components/ui/on-demand";
import type { FileView } from "#lib/files/schema";

const FileWindow = lazyPart(() => import("./file-window.tsx"));

/** A file by itself, in a window over the page, which is loaded with the first file that is opened. */
export function FilePreview({
  files,
  shown,
  onShow,
}: {
  files: readonly FileView[];
  /** Null while it is closed. */
  shown: FileView | null;
  onShow: (file: FileView | null) => void;
}) {
  // The router hides pages and keeps their state: a window must not be open on return.
  useLayoutEffect(() => () => onShow(null), [onShow]);
  const isOpen = shown !== null;
  return (
    <OpenedLater isOpen={isOpen}>
      <FileWindow files={files} shown={shown} isOpen={isOpen} onShow={onShow} />
    </OpenedLater>
  );
}
