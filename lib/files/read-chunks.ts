import { open } from "node:fs/promises";

const CHUNK_BYTES = 512 * 1024;

/**
 * Gives `visit` a file piece by piece, until it has had enough (returns false) or the file ends. There is one buffer for
 * all pieces: what `visit` wants to keep it copies.
 */
export async function readChunks(
  path: string,
  visit: (chunk: Uint8Array) => boolean,
): Promise<void> {
  const handle = await open(path, "r");
  try {
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, null);
      if (bytesRead === 0 || !visit(buffer.subarray(0, bytesRead))) return;
    }
  } finally {
    await handle.close();
  }
}
