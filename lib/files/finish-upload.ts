import { and, eq } from "drizzle-orm";
import { getDb, inTransaction, type Reader, type Tx } from "#db/client";
import { files } from "#db/schema";
import { enqueue } from "#lib/edge/task";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { type Examined, examineUpload, isRefused } from "./internal/examine-upload.ts";
import { enqueueRemoval } from "./internal/remove-bytes.ts";
import { findStore, type Stored } from "./provider.ts";
import { describeFile } from "./queries/file-row.ts";
import { type FileView, makePreviewTask } from "./schema.ts";

/**
 * Keeps an upload whose bytes have all arrived: checks and examines them, moves them to their final place, and only
 * then marks the file as stored. Doing it again returns the same.
 *
 * @param storeKey the store's name for the bytes
 * @param tx the transaction in which the upload began, if that has not committed yet
 * @throws DomainError not_found when the upload was removed meanwhile, file_incomplete, file_not_a_picture,
 * file_not_cleaned
 */
export async function finishUpload(
  fileId: Id<"fil">,
  storeKey: string,
  tx?: Tx,
): Promise<FileView> {
  const reader = tx ?? getDb();
  const row = await findUpload(reader, fileId);
  if (row.status === "stored") return describeFile(row);
  const store = findStore(row.store);
  const upload = { fileId, store: row.store, storeKey };
  const [examined, keptKey] = await store
    .withUpload(upload, async (path) => {
      const found = await examineUpload(row, path);
      return [found, await store.keep(upload, found.changed)] as const;
    })
    .catch(async (error: unknown) => {
      if (isRefused(error)) await forgetUpload(upload, tx);
      throw error;
    });
  if (await recordStored(fileId, keptKey, examined, tx)) {
    if (keptKey !== storeKey) await store.forget(storeKey);
    return describeFile({ fileId, ...examined });
  }
  const other = await findUpload(reader, fileId).catch(() => null);
  if (other?.status === "stored") return describeFile(other);
  await store.remove({ ...upload, storeKey: keptKey });
  throw new DomainError("not_found");
}

/** A refused upload does not wait for a retry and does not count. */
function forgetUpload(upload: Stored, tx: Tx | undefined): Promise<void> {
  return inTransaction(tx, async (tx) => {
    await tx.delete(files).where(and(eq(files.id, upload.fileId), eq(files.status, "uploading")));
    await enqueueRemoval(tx, [upload]);
  });
}

async function findUpload(reader: Reader, fileId: Id<"fil">) {
  const [row] = await reader.select().from(files).where(eq(files.id, fileId));
  if (!row) throw new DomainError("not_found");
  return { ...row, fileId: row.id };
}

function recordStored(
  fileId: Id<"fil">,
  storeKey: string,
  { changed: _, ...examined }: Examined,
  tx: Tx | undefined,
): Promise<boolean> {
  return inTransaction(tx, async (tx) => {
    const stored = await tx
      .update(files)
      .set({
        ...examined,
        storeKey,
        status: "stored",
        storedAt: now(),
        receivedBytes: examined.sizeBytes,
        writingUntil: null,
      })
      .where(and(eq(files.id, fileId), eq(files.status, "uploading")))
      .returning({ id: files.id });
    if (stored.length > 0 && examined.preview === "pending") {
      await enqueue(tx, makePreviewTask, { fileId });
    }
    return stored.length > 0;
  });
}
