import type { FilePurpose, FileView } from "#lib/files/schema";
import { refusal, type UploadLimits } from "./upload-limits.tsx";

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

/** Sends one file's bytes. After `stop`, `start` goes on where it stopped. */
export type Transfer = { start(): void; stop(): void };

export type TransferEvents = {
  sent(bytes: number): void;
  done(file: FileView): void;
  failed(problem: string, canRetry: boolean): void;
};

export type OpenTransfer = (file: File, purpose: FilePurpose, events: TransferEvents) => Transfer;

export type UploadQueue = ReturnType<typeof createUploadQueue>;

/** So many files are sent at the same time; the others wait. */
const AT_ONCE = 3;

/**
 * The files that are being attached to one thing, in the order in which they were added. Lives outside React, so that
 * sending goes on while its page is hidden.
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
  /** Told whenever something begins or ends to be on its way. */
  onBusy: (isBusy: boolean) => void;
}) {
  let uploads: readonly Upload[] = [];
  const transfers = new Map<string, Transfer>();
  const listeners = new Set<() => void>();
  let nextId = 1;

  function set(next: readonly Upload[]): void {
    const wasBusy = isBusy(uploads);
    uploads = next;
    if (isBusy(uploads) !== wasBusy) onBusy(!wasBusy);
    for (const listener of listeners) listener();
  }

  function change(id: string, changes: Partial<Upload>): void {
    set(uploads.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload)));
  }

  function find(id: string): Upload | undefined {
    return uploads.find((upload) => upload.id === id);
  }

  function sendNext(): void {
    for (const { id } of uploads.filter(({ state }) => state === "waiting")) {
      if (uploads.filter(({ state }) => state === "sending").length >= AT_ONCE) return;
      change(id, { state: "sending" });
      transfers.get(id)?.start();
    }
  }

  function open(id: string, file: File): void {
    const transfer = openTransfer(file, purpose, {
      sent: (bytes) => {
        if (find(id)?.state === "sending") change(id, { sentBytes: Math.min(bytes, file.size) });
      },
      done: (stored) => {
        change(id, { state: "done", sentBytes: file.size, file: stored, problem: null });
        transfers.delete(id);
        sendNext();
      },
      failed: (problem, canRetry) => {
        change(id, { state: "failed", problem, canRetry });
        sendNext();
      },
    });
    transfers.set(id, transfer);
  }

  function stop(id: string): void {
    transfers.get(id)?.stop();
  }

  function forget(gone: readonly Upload[]): void {
    for (const { id, localUrl } of gone) {
      stop(id);
      transfers.delete(id);
      if (localUrl) URL.revokeObjectURL(localUrl);
    }
    set(uploads.filter((upload) => !gone.includes(upload)));
    sendNext();
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    read: () => uploads,

    add(files: readonly File[], limits: UploadLimits): void {
      for (const file of files) {
        const id = `upload-${nextId++}`;
        const problem = refusal(file, limits, uploads.filter(takesRoom).length);
        const isShown = problem === null && file.type.startsWith("image/");
        const upload: Upload = {
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
        if (problem === null) open(id, file);
        set([...uploads, upload]);
      }
      sendNext();
    },

    pause(id: string): void {
      const upload = find(id);
      if (upload?.state !== "sending" && upload?.state !== "waiting") return;
      stop(id);
      change(id, { state: "paused" });
      sendNext();
    },

    resume(id: string): void {
      if (find(id)?.state !== "paused") return;
      change(id, { state: "waiting" });
      sendNext();
    },

    retry(id: string): void {
      const upload = find(id);
      if (upload?.state !== "failed" || !upload.canRetry) return;
      change(id, { state: "waiting", problem: null });
      sendNext();
    },

    /** Takes it away; what the server has of it already is thrown away there too. */
    remove(id: string): void {
      const upload = find(id);
      if (!upload) return;
      if (upload.file) discard(upload.file);
      forget([upload]);
    },

    /** Empties the list after its files were attached: nothing is thrown away. */
    clear(): void {
      forget(uploads);
    },
  };
}

/** True while leaving the page would lose something that was begun. */
export function isBusy(uploads: readonly Upload[]): boolean {
  return uploads.some(({ state }) => ["waiting", "sending", "paused"].includes(state));
}

function takesRoom({ state, canRetry }: Upload): boolean {
  return state !== "failed" || canRetry;
}
