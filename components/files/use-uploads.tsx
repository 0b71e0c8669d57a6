"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { FilePurpose, FileView } from "#lib/files/schema";
import { useFileLimit } from "./file-limit.tsx";
import { type UploadLimits, uploadLimits } from "./upload-limits.tsx";
import { createUploadQueue, isBusy, type Upload, type UploadQueue } from "./upload-queue.tsx";
import { openTransfer } from "./upload-transfer.ts";

export type Uploads = {
  readonly uploads: readonly Upload[];
  add(files: readonly File[]): void;
  pause(id: string): void;
  resume(id: string): void;
  /** Goes on where it stopped. */
  retry(id: string): void;
  remove(id: string): void;
  /** What can be attached now, in the order in which it was added. */
  readonly done: readonly FileView[];
  /** Something is waiting, on its way or paused. */
  readonly isBusy: boolean;
  readonly hasFailed: boolean;
  /** Empties the list after its files were attached. */
  clear(): void;
  readonly limits: UploadLimits;
};

/** Files that are sent while the rest of a form or a message is written. */
export function useUploads({ purpose, max }: { purpose: FilePurpose; max?: number }): Uploads {
  const [queue] = useState(() => openQueue(purpose));
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
    done: uploads.flatMap(({ state, file }) => (state === "done" && file ? [file] : [])),
    isBusy: isBusy(uploads),
    hasFailed: uploads.some(({ state }) => state === "failed"),
    limits,
  };
}

const NOTHING: readonly Upload[] = [];
const readNothing = () => NOTHING;

function openQueue(purpose: FilePurpose): UploadQueue {
  const mark = {};
  return createUploadQueue({
    purpose,
    openTransfer,
    // When this fails the server throws the file away by itself, a day later.
    discard: ({ fileId }) => {
      void fetch(`/api/files/${fileId}`, { method: "DELETE", keepalive: true }).catch(() => {});
    },
    onBusy: (isBusy) => guardLeaving(mark, isBusy),
  });
}

const busyQueues = new Set<object>();

/** While anything is on its way, the browser asks before it leaves the site. */
function guardLeaving(queue: object, isBusy: boolean): void {
  if (isBusy) busyQueues.add(queue);
  else busyQueues.delete(queue);
  if (busyQueues.size > 0) window.addEventListener("beforeunload", askFirst);
  else window.removeEventListener("beforeunload", askFirst);
}

function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function filesOf(data: DataTransfer | null): File[] {
  return data ? [...data.files] : [];
}

/** Office programs put a picture of the copied text beside the text itself: there the text is meant. */
function isText({ types }: DataTransfer): boolean {
  return types.includes("text/plain") && types.includes("text/html");
}

/**
 * Files dropped onto `element`, or pasted into it. While files are dragged over the window the returned state says so;
 * beside the element they are refused, so that a slip does not leave the page.
 */
export function useFileDrop(
  element: HTMLElement | null,
  onFiles: (files: readonly File[]) => void,
): "none" | "near" | "over" {
  const [place, setPlace] = useState<"none" | "near" | "over">("none");
  useEffect(() => {
    if (!element) return;
    const follow = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      const isOver = event.target instanceof Node && element.contains(event.target);
      // Another place on the same page may have taken it already.
      if (isOver || !event.defaultPrevented)
        event.dataTransfer.dropEffect = isOver ? "copy" : "none";
      event.preventDefault();
      setPlace(isOver ? "over" : "near");
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setPlace("none");
    };
    const drop = (event: DragEvent) => {
      const files = filesOf(event.dataTransfer);
      setPlace("none");
      if (files.length === 0) return;
      event.preventDefault();
      if (event.target instanceof Node && element.contains(event.target)) onFiles(files);
    };
    window.addEventListener("dragover", follow);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", follow);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [element, onFiles]);
  return place;
}

/** Pictures and files that are pasted while the focus is inside `element`. Text is pasted as always. */
export function useFilePaste(
  element: HTMLElement | null,
  onFiles: (files: readonly File[]) => void,
): void {
  useEffect(() => {
    if (!element) return;
    const paste = (event: ClipboardEvent) => {
      const files = filesOf(event.clipboardData);
      if (files.length === 0 || (event.clipboardData && isText(event.clipboardData))) return;
      event.preventDefault();
      onFiles(files);
    };
    element.addEventListener("paste", paste);
    return () => element.removeEventListener("paste", paste);
  }, [element, onFiles]);
}
