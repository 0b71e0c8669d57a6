import { writeFile } from "node:fs/promises";
import type { Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { beginUploads } from "./begin-uploads.ts";
import { finishUpload } from "./finish-upload.ts";
import { locateFile, makeRoom } from "./locate-file.ts";
import type { FilePurpose, FileView } from "./schema.ts";

export type FileContent = {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
};

/**
 * Uploads what is on this machine already, as the embedded store does once everything has arrived: no signed link and no
 * HTTP. Throws like `beginUploads` and `finishUpload`.
 */
export async function uploadBytes(
  actor: Actor,
  purpose: FilePurpose,
  { name, type, bytes }: FileContent,
  tx?: Tx,
): Promise<FileView> {
  const files = [{ name, type, sizeBytes: bytes.length }];
  const [begun] = await beginUploads(actor, { purpose, files }, tx);
  if (!begun) throw new Error("Nothing began");
  const path = locateFile("incoming", begun.fileId);
  await makeRoom(path);
  await writeFile(path, bytes);
  return finishUpload(begun.fileId, begun.fileId, tx);
}
