import { stat } from "node:fs/promises";
import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { isDomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { now } from "#lib/time";
import { type Examined, examineUpload, isRefused } from "./internal/examine-upload.ts";
import { FILE_PURPOSES, isForStrangers } from "./policy.ts";
import { findStore } from "./provider.ts";

const BATCH = 100;

/** Encodes again every stored picture that strangers may see and that is older than doing so at each upload. */
export async function cleanPictures(): Promise<void> {
  let last: Id<"fil"> | undefined;
  do {
    const ids = await listUncleaned(last);
    for (const id of ids) await cleanFile(id);
    last = ids.at(-1);
  } while (last);
}

async function listUncleaned(after: Id<"fil"> | undefined): Promise<Id<"fil">[]> {
  const rows = await getDb()
    .select({ id: files.id })
    .from(files)
    .where(
      and(
        eq(files.status, "stored"),
        isNull(files.cleanedAt),
        inArray(files.purpose, FILE_PURPOSES.filter(isForStrangers)),
        after ? gt(files.id, after) : undefined,
      ),
    )
    .orderBy(asc(files.id))
    .limit(BATCH);
  return rows.map(({ id }) => id);
}

const ATTEMPTS = 5;

/**
 * Encodes again a stored picture that is older than doing so at each upload. Two calls at the same time write the same
 * bytes; after a killed one, the file is cleaned once more.
 *
 * @returns false when it cannot be encoded again: then strangers may not see it
 */
export async function cleanFile(fileId: Id<"fil">, attempt = 1): Promise<boolean> {
  const [row] = await getDb().select().from(files).where(eq(files.id, fileId));
  if (row?.status !== "stored" || row.cleanedAt) return true;
  const store = findStore(row.store);
  try {
    const [examined, storeKey] = await store.withLocalCopy({ ...row, fileId }, async (path) => {
      // The bytes are ours, so they are not compared with the row, which describes the old ones.
      const { size: sizeBytes } = await stat(path);
      const found = await examineUpload({ ...row, fileId, sizeBytes, sha256: null }, path);
      const kept = found.changed && (await store.keep({ ...row, fileId }, found.changed));
      return [found, kept ?? row.storeKey] as const;
    });
    await record(fileId, examined, storeKey);
    if (storeKey !== row.storeKey) await store.forget(row.storeKey);
    return true;
  } catch (error) {
    if (!isRefused(error)) throw error;
    // Another process has put the new bytes there while the old ones were read.
    if (isDomainError(error, "file_incomplete") && attempt < ATTEMPTS) {
      return cleanFile(fileId, attempt + 1);
    }
    log.warn(
      { err: error, fileId },
      "A stored picture cannot be made anew, so strangers don’t get it",
    );
    return false;
  }
}

async function record(fileId: Id<"fil">, found: Examined, storeKey: string): Promise<void> {
  const { changed, cleanedAt: _, ...examined } = found;
  const { sizeBytes } = examined;
  const change = changed ? { ...examined, storeKey, receivedBytes: sizeBytes } : {};
  await getDb()
    .update(files)
    .set({ ...change, cleanedAt: now() })
    .where(and(eq(files.id, fileId), eq(files.status, "stored")));
}
