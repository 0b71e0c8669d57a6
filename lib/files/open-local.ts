import { type FileHandle, open } from "node:fs/promises";
import type { ByteRange } from "./provider.ts";

const CHUNK_BYTES = 256 * 1024;

/** A file on this disk as a stream that reads no further ahead than is taken, and closes when nobody takes any more. */
export async function openLocal(
  path: string,
  range: ByteRange | null,
): Promise<ReadableStream<Uint8Array>> {
  const handle = await open(path, "r");
  let at = range?.start ?? 0;
  const last = range?.end ?? Number.POSITIVE_INFINITY;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await readChunk(handle, at, Math.min(CHUNK_BYTES, last - at + 1));
        at += chunk.length;
        if (chunk.length > 0) controller.enqueue(chunk);
        if (chunk.length === 0 || at > last) {
          await handle.close();
          controller.close();
        }
      },
      cancel: () => handle.close(),
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
