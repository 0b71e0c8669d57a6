import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { and, asc, eq, gt, inArray, lt, or } from "drizzle-orm";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { type Id, isId } from "#lib/ids";
import { eachOf, sweepEach } from "#lib/sweep";
import { DAY_MS, HOUR_MS, now } from "#lib/time";
import { enqueueRemoval } from "./internal/remove-bytes.ts";
import { LOOSE_HOURS, UPLOAD_HOURS } from "./policy.ts";
import { FILE_FOLDERS, filesFolder } from "./providers/disk.ts";
import { isLoose, STORED_COLUMNS } from "./queries/file-row.ts";

const BATCH = 500;

type Orphan = { fileId: Id<"fil"> };

/**
 * Removes files that nobody attached within a day, uploads that were not finished in time, and bytes without a row.
 * Each in its own transaction; failures are skipped, and thrown at the end.
 */
export async function removeOrphans(): Promise<void> {
  const orphans = eachOf<Orphan>(listOrphans);
  const steps = [() => sweepEach(orphans, removeOrphan), removeStrays];
  await sweepEach(steps, (step) => step());
}

function isOrphan() {
  const before = (hours: number) => new Date(now().getTime() - hours * HOUR_MS);
  const isUnfinished = and(
    eq(files.status, "uploading"),
    // An hour longer than its link lasts, so an upload that is just ending may finish.
    lt(files.createdAt, before(UPLOAD_HOURS + 1)),
  );
  return and(isLoose, or(isUnfinished, lt(files.createdAt, before(LOOSE_HOURS))));
}

function listOrphans(after: Orphan | undefined): Promise<Orphan[]> {
  return getDb()
    .select({ fileId: files.id })
    .from(files)
    .where(and(isOrphan(), after ? gt(files.id, after.fileId) : undefined))
    .orderBy(asc(files.id))
    .limit(BATCH);
}

/** A file that is being attached at this very moment is left alone. */
function removeOrphan({ fileId }: Orphan): Promise<void> {
  return getDb().transaction(async (tx) => {
    const [orphan] = await tx
      .select({ id: files.id })
      .from(files)
      .where(and(eq(files.id, fileId), isOrphan()))
      .for("update", { skipLocked: true });
    if (!orphan) return;
    const removed = await tx.delete(files).where(eq(files.id, orphan.id)).returning(STORED_COLUMNS);
    await enqueueRemoval(tx, removed);
  });
}

/** More strays than this, and more than every tenth file, mean that the database is the wrong one. */
const STRAYS_MAX = 100;

type OnDisk = { readonly path: string; readonly fileId: Id<"fil"> };

/**
 * Removes files from the data folder that no row knows and that were not written to for a day: left behind by a killed
 * process. Removes nothing and throws when the folder seems to belong to another database.
 */
async function removeStrays(): Promise<void> {
  let seen = 0;
  const strays: string[] = [];
  for (const folder of FILE_FOLDERS) {
    for (const shelf of await listFolder(join(filesFolder(), folder))) {
      const found = await listShelf(join(filesFolder(), folder, shelf));
      const known = await findKnown(found);
      seen += found.length;
      for (const { path, fileId } of found) {
        if (!known.has(fileId) && (await isOld(path))) strays.push(path);
      }
    }
  }
  if (strays.length > STRAYS_MAX && strays.length > seen / 10) {
    throw new Error(
      `The data folder is full of files that this database does not know, so none was removed: ${strays.length} of ${seen}`,
    );
  }
  await sweepEach(strays, (path) => rm(path, { force: true }));
}

async function listShelf(shelf: string): Promise<OnDisk[]> {
  return (await listFolder(shelf)).flatMap((name) => {
    // "fil_….avatar" and the like are about to become the file itself.
    const fileId = name.split(".")[0];
    return isId("fil", fileId) ? [{ path: join(shelf, name), fileId }] : [];
  });
}

async function listFolder(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

async function findKnown(found: readonly OnDisk[]): Promise<ReadonlySet<Id<"fil">>> {
  if (found.length === 0) return new Set();
  const rows = await getDb()
    .select({ id: files.id })
    .from(files)
    .where(
      inArray(
        files.id,
        found.map(({ fileId }) => fileId),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** By the disk's own clock: bytes without a row have no business time. */
async function isOld(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  return mtimeMs < Date.now() - DAY_MS;
}
