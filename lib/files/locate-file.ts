import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { getEnv } from "#lib/env";
import type { Id } from "#lib/ids";

/** What lies in the data folder under files/, by file id. Never by a name that somebody chose. */
export const FILE_FOLDERS = ["incoming", "stored", "previews"] as const;
export type FileFolder = (typeof FILE_FOLDERS)[number];

/** Where the files lie on disk. */
export function filesFolder(): string {
  return join(getEnv().DATA_DIR, "files");
}

/** Spread over folders by the end of the id, which is random. */
export function locateFile(folder: FileFolder, fileId: Id<"fil">): string {
  return join(filesFolder(), folder, fileId.slice(-2), fileId);
}

export async function makeRoom(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
}

/** Puts a finished file where it stays, so that neither it nor its name is lost with the power. */
export async function moveForGood(from: string, to: string): Promise<void> {
  await makeRoom(to);
  await syncToDisk(from);
  await rename(from, to);
  await syncToDisk(dirname(to));
}

/** Nothing of it is left on this disk, small picture included. */
export async function removeFromDisk(fileId: Id<"fil">): Promise<void> {
  for (const folder of FILE_FOLDERS) await rm(locateFile(folder, fileId), { force: true });
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
