import type { SQL } from "drizzle-orm";
import type { Tx } from "#db/client";
import { dataArchives } from "#db/schema";
import { enqueue } from "#lib/edge/task";
import { removeBytesTask } from "#lib/files/schema";

/** Removes archives: their rows now, their bytes after the commit. Returns how many. */
export async function removeArchives(tx: Tx, which: SQL | undefined): Promise<number> {
  const { fileId, store, storeKey } = dataArchives;
  const removed = await tx.delete(dataArchives).where(which).returning({ fileId, store, storeKey });
  const files = removed.flatMap(({ fileId, store, storeKey }) =>
    fileId && store && storeKey ? [{ fileId, store, storeKey }] : [],
  );
  if (files.length > 0) await enqueue(tx, removeBytesTask, { files });
  return removed.length;
}
