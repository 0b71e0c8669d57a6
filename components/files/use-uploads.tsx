"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { type DragPlace, followDrops, followPastes } from "#lib/files/client/given-files";
import { openUploadQueue } from "#lib/files/client/open-upload-queue";
import { type UploadLimits, uploadLimits } from "#lib/files/client/upload-limits";
import { arrivedFiles, hasFailed, isBusy, type Upload } from "#lib/files/client/upload-queue";
import type { FilePurpose } from "#lib/files/policy";
import type { FileView } from "#lib/files/schema";
import { useFileLimit } from "./file-limit.tsx";

export type Uploads = {
  readonly uploads: readonly Upload[];
  add(files: readonly File[]): void;
  pause(id: string): void;
  resume(id: string): void;
  /** Continues where it stopped. */
  retry(id: string): void;
  remove(id: string): void;
  /** What can be attached now, in the order in which it was added. */
  readonly done: readonly FileView[];
  /** Some file is waiting, uploading or paused. */
  readonly isBusy: boolean;
  readonly hasFailed: boolean;
  /** Empties the list after its files were attached. */
  clear(): void;
  readonly limits: UploadLimits;
};

/** Files that are uploaded while the rest of a form or a message is written. */
export function useUploads({ purpose, max }: { purpose: FilePurpose; max?: number }): Uploads {
  const [queue] = useState(() => openUploadQueue(purpose));
  const limits = uploadLimits(purpose, useFileLimit(), max);
  const uploads = useSyncExternalStore(queue.subscribe, queue.read, readNothing);
  return {
    uploads,
    add: (files) => queue.add(files, limits),
    pause: queue.pause,
    resume: queue.resume,
    retry: queue.retry,
    remove: queue.remove,
    clear: queue.clear,
    done: arrivedFiles(uploads),
    isBusy: isBusy(uploads),
    hasFailed: hasFailed(uploads),
    limits,
  };
}

const NOTHING: readonly Upload[] = [];
const readNothing = () => NOTHING;

/** Handles files dropped onto `element`; returns where files are being dragged over the window. */
export function useFileDrop(
  element: HTMLElement | null,
  onFiles: (files: readonly File[]) => void,
): DragPlace {
  const [place, setPlace] = useState<DragPlace>("none");
  useEffect(
    () => (element ? followDrops(element, setPlace, onFiles) : undefined),
    [element, onFiles],
  );
  return place;
}

/** Handles pictures and files pasted while the focus is inside `element`. */
export function useFilePaste(
  element: HTMLElement | null,
  onFiles: (files: readonly File[]) => void,
): void {
  useEffect(() => (element ? followPastes(element, onFiles) : undefined), [element, onFiles]);
}
