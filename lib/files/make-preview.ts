import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { findStore } from "./find-store.ts";
import { locateFile } from "./locate-file.ts";
import { makePicture, PREVIEW_PIXELS } from "./make-picture.ts";
import { renderPdfPage } from "./render-pdf-page.ts";
import type { makePreviewTask } from "./schema.ts";

/** Makes the small picture of a PDF: its first page. One that cannot be read has none. Removed files are passed over. */
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
