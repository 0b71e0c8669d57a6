import type { FilePurpose } from "../policy.ts";
import type { FileView } from "../schema.ts";
import { refusal, type UploadLimits } from "./upload-limits.ts";
import type { OpenTransfer, Transfer } from "./upload-transfer.ts";

export type Upload = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly state: "waiting" | "sending" | "paused" | "done" | "failed";
  readonly sentBytes: number;
  /** What happened and what to do, when it failed. */
  readonly problem: string | null;
  /** False when the file itself was refused: sending it again would change nothing. */
  readonly canRetry: boolean;
  /** Once it is done. */
  readonly file: FileView | null;
  /** Shows the picture at once, from this device. */
  readonly localUrl: string | null;
};

export type UploadQueue = ReturnType<typeof createUploadQueue>;

/** How many files are sent at the same time; the others wait. */
const AT_ONCE = 3;

/**
 * The files that are being attached to one thing, in the order in which they were added. Lives outside React, so
 * uploading continues while its page is hidden. One direction: people and transfers change the list, and the list
 * decides what is sent.
 */
export function createUploadQueue({
  purpose,
  openTransfer,
  discard,
  onBusy,
}: {
  purpose: FilePurpose;
  openTransfer: OpenTransfer;
  /** Tells the server that an uploaded file is not wanted after all. */
  discard: (file: FileView) => void;
  /** Called whenever the first upload begins or the last one ends. */
  onBusy: (isBusy: boolean) => void;
}) {
  let uploads: readonly Upload[] = [];
  const transfers = new Map<string, Transfer>();
  const listeners = new Set<() => void>();
  let nextId = 1;

  /** The only way to change the list. What to start, stop and release follows from the change. */
  function set(wanted: readonly Upload[]): void {
    const before = uploads;
    uploads = withNextSending(wanted);
    if (isBusy(uploads) !== isBusy(before)) onBusy(isBusy(uploads));
    for (const upload of before) if (!find(upload.id)) letGo(upload);
    for (const { id, state } of uploads) {
      const was = before.find((upload) => upload.id === id)?.state;
      if (state === "sending" && was !== "sending") transfers.get(id)?.start();
      if (state === "paused" && was !== "paused") transfers.get(id)?.stop();
    }
    for (const listener of listeners) listener();
  }

  function change(id: string, changes: Partial<Upload>): void {
    set(uploads.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload)));
  }

  function find(id: string): Upload | undefined {
    return uploads.find((upload) => upload.id === id);
  }

  function letGo({ id, localUrl }: Upload): void {
    transfers.get(id)?.stop();
    transfers.delete(id);
    if (localUrl) URL.revokeObjectURL(localUrl);
  }

  function open(id: string, file: File): Transfer {
    return openTransfer(file, purpose, {
      sent: (bytes) => {
        if (find(id)?.state === "sending") change(id, { sentBytes: Math.min(bytes, file.size) });
      },
      done: (stored) => {
        transfers.delete(id);
        change(id, { state: "done", sentBytes: file.size, file: stored, problem: null });
      },
      failed: (problem, canRetry) => change(id, { state: "failed", problem, canRetry }),
    });
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    read: () => uploads,

    add(files: readonly File[], limits: UploadLimits): void {
      const added: Upload[] = [];
      for (const file of files) {
        const id = `upload-${nextId++}`;
        const problem = refusal(file, limits, [...uploads, ...added].filter(takesRoom).length);
        if (problem === null) transfers.set(id, open(id, file));
        added.push(newUpload(id, file, problem));
      }
      set([...uploads, ...added]);
    },

    pause(id: string): void {
      const state = find(id)?.state;
      if (state === "sending" || state === "waiting") change(id, { state: "paused" });
    },

    resume(id: string): void {
      if (find(id)?.state === "paused") change(id, { state: "waiting" });
    },

    retry(id: string): void {
      const upload = find(id);
      if (upload?.state === "failed" && upload.canRetry) {
        change(id, { state: "waiting", problem: null });
      }
    },

    /** Removes it; what the server already has of it is deleted there too. */
    remove(id: string): void {
      const upload = find(id);
      if (!upload) return;
      if (upload.file) discard(upload.file);
      set(uploads.filter((upload) => upload.id !== id));
    },

    /** Empties the list after its files were attached: nothing is deleted. */
    clear(): void {
      set([]);
    },
  };
}

function newUpload(id: string, file: File, problem: string | null): Upload {
  const isShown = problem === null && file.type.startsWith("image/");
  return {
    id,
    name: file.name,
    type: file.type,
    sizeBytes: file.size,
    state: problem === null ? "waiting" : "failed",
    sentBytes: 0,
    problem,
    canRetry: false,
    file: null,
    localUrl: isShown ? URL.createObjectURL(file) : null,
  };
}

/** The same list, with as many waiting files uploading as may be at once: the first ones first. */
function withNextSending(uploads: readonly Upload[]): readonly Upload[] {
  let free = AT_ONCE - uploads.filter(({ state }) => state === "sending").length;
  return uploads.map((upload) => {
    if (upload.state !== "waiting" || free <= 0) return upload;
    free -= 1;
    return { ...upload, state: "sending" };
  });
}

/** True while leaving the page would lose an upload that was begun. */
export function isBusy(uploads: readonly Upload[]): boolean {
  return uploads.some(({ state }) => ["waiting", "sending", "paused"].includes(state));
}

/** What can be attached now, in the order in which it was added. */
export function arrivedFiles(uploads: readonly Upload[]): FileView[] {
  return uploads.flatMap(({ state, file }) => (state === "done" && file ? [file] : []));
}

export function hasFailed(uploads: readonly Upload[]): boolean {
  return uploads.some(({ state }) => state === "failed");
}

function takesRoom({ state, canRetry }: Upload): boolean {
  return state !== "failed" || canRetry;
}
