import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { BYTES_TYPE, detectType } from "./detect-type.ts";
import { withExtension } from "./file-name.ts";
import { locateFile } from "./locate-file.ts";
import { makePicture, measurePicture } from "./make-picture.ts";
import { isForPictures, isPicture } from "./policy.ts";
import { readChunks } from "./read-chunks.ts";
import type { FilePurpose, FileView } from "./schema.ts";

export type Upload = {
  readonly fileId: Id<"fil">;
  readonly purpose: FilePurpose;
  readonly name: string;
  /** As declared. */
  readonly type: string;
  readonly sizeBytes: number;
  /** As declared, where the browser computed it. */
  readonly sha256: Uint8Array | null;
};

/** What is kept: what the bytes say of themselves, and a changed file to keep in their place. */
export type Examined = Omit<FileView, "fileId"> & {
  readonly sha256: Uint8Array;
  readonly changed: string | null;
};

/**
 * Looks at what has arrived, as a whole, and makes the small picture of an image. An avatar is made anew, so that
 * nothing of what a camera or a program added is kept.
 *
 * @throws DomainError file_incomplete when size or SHA-256 are not what was announced
 * @throws DomainError file_not_a_picture for an avatar or a portfolio that is none
 */
export async function examineUpload(upload: Upload, path: string): Promise<Examined> {
  const sha256 = await hashFile(path);
  const { size } = await stat(path);
  const isWhole = size === upload.sizeBytes;
  if (!isWhole || (upload.sha256 && !sha256.equals(upload.sha256))) {
    throw new DomainError("file_incomplete");
  }
  const type = await detectType(path, upload);
  if (upload.purpose === "avatar") return remakeAvatar(upload, path, type);
  const found = { name: upload.name, sizeBytes: size, sha256, changed: null, ...NO_PIXELS };
  if (type === "application/pdf" && !isForPictures(upload.purpose)) {
    return { ...found, type, preview: "pending" };
  }
  const pixels = isPicture(type) ? await measurePicture(path) : null;
  if (pixels) {
    const isMade = await makePicture(path, locateFile("previews", upload.fileId), "preview");
    return { ...found, type, ...pixels, preview: isMade ? "ready" : "none" };
  }
  if (isForPictures(upload.purpose)) {
    throw new DomainError("file_not_a_picture", { name: upload.name });
  }
  // A picture that cannot be decoded, or is too large for it, is only ever saved.
  return { ...found, type: isPicture(type) ? BYTES_TYPE : type, preview: "none" };
}

const NO_PIXELS = { width: null, height: null } as const;

async function remakeAvatar(upload: Upload, path: string, type: string): Promise<Examined> {
  const changed = `${locateFile("incoming", upload.fileId)}.avatar`;
  const preview = locateFile("previews", upload.fileId);
  const isMade =
    isPicture(type) &&
    (await measurePicture(path)) !== null &&
    (await makePicture(path, changed, "avatar")) &&
    (await makePicture(changed, preview, "preview"));
  const pixels = isMade ? await measurePicture(changed) : null;
  if (!pixels) throw new DomainError("file_not_a_picture", { name: upload.name });
  return {
    name: withExtension(upload.name, ".webp"),
    type: "image/webp",
    sizeBytes: (await stat(changed)).size,
    ...pixels,
    preview: "ready",
    sha256: await hashFile(changed),
    changed,
  };
}

async function hashFile(path: string): Promise<Buffer> {
  const hash = createHash("sha256");
  await readChunks(path, (chunk) => {
    hash.update(chunk);
    return true;
  });
  return hash.digest();
}
