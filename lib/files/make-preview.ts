import { Worker } from "node:worker_threads";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { makePicture, PREVIEW_PIXELS, type RawPicture } from "./internal/make-picture.ts";
import { findStore } from "./provider.ts";
import { locateFile } from "./providers/disk.ts";
import type { makePreviewTask } from "./schema.ts";

/** Makes the small picture of a PDF: its first page. An unreadable PDF has none. Removed files are skipped. */
export async function makePreview({ fileId }: z.output<typeof makePreviewTask.input>) {
  const isWaiting = and(eq(files.id, fileId), eq(files.preview, "pending"));
  const [row] = await getDb().select().from(files).where(isWaiting);
  if (!row) return;
  const page = await findStore(row.store).withLocalCopy({ ...row, fileId }, (path) =>
    renderPdfPage(path, PREVIEW_PIXELS),
  );
  const preview = locateFile("previews", fileId);
  const isMade = page !== null && (await makePicture(page, preview, "preview"));
  await getDb()
    .update(files)
    .set({ preview: isMade ? "ready" : "none" })
    .where(isWaiting);
}

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
function renderPdfPage(path: string, pixels: number): Promise<RawPicture | null> {
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
