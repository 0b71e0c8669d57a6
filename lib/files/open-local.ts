import { access, type FileHandle, open } from "node:fs/promises";
import type { ByteRange } from "./provider.ts";

const CHUNK_BYTES = 256 * 1024;

/**
 * A file on this disk as a stream that reads no further ahead than is taken. It is opened with the first byte that
 * somebody takes, so that a stream that nobody reads holds nothing, and closed when nobody takes any more.
 */
export async function openLocal(
  path: string,
  range: ByteRange | null,
): Promise<ReadableStream<Uint8Array>> {
  await access(path);
  let handle: FileHandle | null = null;
  let at = range?.start ?? 0;
  const last = range?.end ?? Number.POSITIVE_INFINITY;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        handle ??= await open(path, "r");
        const chunk = await readChunk(handle, at, Math.min(CHUNK_BYTES, last - at + 1));
        at += chunk.length;
        if (chunk.length > 0) controller.enqueue(chunk);
        if (chunk.length === 0 || at > last) {
          await handle.close();
          controller.close();
        }
      },
      cancel: async () => handle?.close(),
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
