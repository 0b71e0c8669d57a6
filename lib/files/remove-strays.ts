import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { inArray } from "drizzle-orm";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { type Id, isId } from "#lib/ids";
import { log } from "#lib/log";
import { DAY_MS } from "#lib/time";
import { FILE_FOLDERS, filesFolder } from "./locate-file.ts";

/** More strays than this, and more than every tenth file: then it is the database that is the wrong one. */
const STRAYS_MAX = 100;

type OnDisk = { readonly path: string; readonly fileId: Id<"fil"> };

/**
 * Removes files from the data folder that no row knows and that nobody has written to for a day: what a process left
 * behind that was killed. Removes nothing when the folder seems to belong to another database.
 */
export async function removeStrays(): Promise<void> {
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
    log.error(
      { strays: strays.length, seen },
      "The data folder is full of files that this database does not know, so none was removed",
    );
    return;
  }
  for (const path of strays) await rm(path, { force: true });
}

async function listShelf(shelf: string): Promise<OnDisk[]> {
  return (await listFolder(shelf)).flatMap((name) => {
    // "fil_….avatar" and the like are on their way to become the file itself.
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

/** By the disk's own clock: no business moment is kept of bytes that nobody knows. */
async function isOld(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  return mtimeMs < Date.now() - DAY_MS;
}
