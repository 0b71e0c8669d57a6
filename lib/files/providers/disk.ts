import { access, type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { getEnv } from "#lib/env";
import type { Id } from "#lib/ids";
import type { ByteRange } from "../provider.ts";

/** What is in the data folder under files/, by file id. Never by a name that a person chose. */
export const FILE_FOLDERS = ["incoming", "stored", "previews"] as const;
export type FileFolder = (typeof FILE_FOLDERS)[number];

/** Where the files lie on disk. */
export function filesFolder(): string {
  return join(getEnv().DATA_DIR, "files");
}

/** Spread over folders by the end of the id, which is random. */
export function locateFile(folder: FileFolder, fileId: Id<"fil">): string {
  return join(filesFolder(), folder, fileId.slice(-2), fileId);
}

export async function makeRoom(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
}

/** Moves a finished file to its final place, so that neither the file nor its name is lost in a power failure. */
export async function moveForGood(from: string, to: string): Promise<void> {
  await makeRoom(to);
  await syncToDisk(from);
  await rename(from, to);
  await syncToDisk(dirname(to));
}

/** Leaves nothing of it on this disk, including the small picture. */
export async function removeFromDisk(fileId: Id<"fil">): Promise<void> {
  for (const folder of FILE_FOLDERS) await rm(locateFile(folder, fileId), { force: true });
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const SENT_BYTES = 256 * 1024;

/**
 * A file on this disk as a stream that reads no further ahead than it is consumed. It is opened with the first byte
 * that is read, so an unread stream holds nothing, and closed when its reader stops.
 */
export async function openLocal(
  path: string,
  range: ByteRange | null,
): Promise<ReadableStream<Uint8Array>> {
  await access(path);
  let handle: FileHandle | null = null;
  let isCancelled = false;
  let at = range?.start ?? 0;
  const last = range?.end ?? Number.POSITIVE_INFINITY;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        handle ??= await open(path, "r");
        // The reader may stop while the file is being opened: then nobody else would close it.
        if (isCancelled) return handle.close();
        const chunk = await readChunk(handle, at, Math.min(SENT_BYTES, last - at + 1));
        at += chunk.length;
        if (chunk.length > 0) controller.enqueue(chunk);
        if (chunk.length === 0 || at > last) {
          await handle.close();
          controller.close();
        }
      },
      async cancel() {
        isCancelled = true;
        await handle?.close();
      },
    },
    { highWaterMark: 0 },
  );
}

async function readChunk(handle: FileHandle, at: number, length: number): Promise<Uint8Array> {
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

const READ_BYTES = 512 * 1024;

/**
 * Gives `visit` a file piece by piece, until it has had enough (returns false) or the file ends. All pieces share one
 * buffer: `visit` must copy what it wants to keep.
 */
export async function readChunks(
  path: string,
  visit: (chunk: Uint8Array) => boolean,
): Promise<void> {
  const handle = await open(path, "r");
  try {
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, null);
      if (bytesRead === 0 || !visit(buffer.subarray(0, bytesRead))) return;
    }
  } finally {
    await handle.close();
  }
}
