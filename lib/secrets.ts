import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./folder.ts";

/**
 * A secret that this installation made for itself: 64 hex digits in `<dataDir>/secrets/<name>`, readable only by its
 * owner. It is made on the first call and never changes. If two processes make it at the same time, one wins, and both
 * return the winner's.
 *
 * @throws StartError when the data folder cannot be used
 */
export function readSecret(dataDir: string, name: string): string {
  const folder = join(dataDir, "secrets");
  const file = join(folder, name);
  makeFolder(dataDir);
  const existing = readSecretFile(file);
  if (existing !== null) return existing;

  makeFolder(folder, 0o700);
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  try {
    // A link appears whole or not at all, and never replaces an existing file.
    linkSync(draft, file);
  } catch (error) {
    if (!isFileError(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, "utf8").trim();
}

function readSecretFile(file: string): string | null {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if (isFileError(error, "ENOENT")) return null;
    throw error;
  }
}

function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
