import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { RawPicture } from "./make-picture.ts";

const SECONDS_MAX = 15;
const HEAP_MB = 256;

const answer = z.object({
  pixels: z.instanceof(Uint8Array),
  width: z.int().positive(),
  height: z.int().positive(),
});

/**
 * The first page of a PDF as raw pixels, `pixels` on its longer side; null when it cannot be read, needs a password, or
 * takes longer than 15 seconds.
 */
export function renderPdfPage(path: string, pixels: number): Promise<RawPicture | null> {
  const thread = new Worker(new URL("./providers/pdf-thread.ts", import.meta.url), {
    workerData: { path, pixels },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    const finish = (picture: RawPicture | null) => {
      clearTimeout(timer);
      resolve(picture);
      void thread.terminate();
    };
    const timer = setTimeout(() => finish(null), SECONDS_MAX * 1000);
    thread.on("message", (message) => finish(answer.safeParse(message).data ?? null));
    thread.on("error", () => finish(null));
    thread.on("exit", () => finish(null));
  });
}
