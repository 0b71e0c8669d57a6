import { writeFile } from "node:fs/promises";
import type { Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { beginUploads } from "./begin-uploads.ts";
import { finishUpload } from "./finish-upload.ts";
import type { FilePurpose } from "./policy.ts";
import { locateFile, makeRoom } from "./providers/disk.ts";
import type { FileView } from "./schema.ts";

export type FileContent = {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
};

/**
 * Uploads a file that is already on this machine, as the embedded store does once everything has arrived: without a
 * signed link or HTTP. Throws like `beginUploads` and `finishUpload`.
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
