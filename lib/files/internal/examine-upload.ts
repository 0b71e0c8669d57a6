import { createHash } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { DomainError, isDomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { type FilePurpose, isForPictures, isForStrangers, isPicture } from "../policy.ts";
import { locateFile, readChunks } from "../providers/disk.ts";
import type { FileView } from "../schema.ts";
import { BYTES_TYPE, detectType, findFormat } from "./detect-type.ts";
import { withExtension } from "./file-name.ts";
import { cleanPicture, makePicture, measurePicture } from "./make-picture.ts";

export type Upload = {
  readonly fileId: Id<"fil">;
  readonly purpose: FilePurpose;
  readonly name: string;
  /** As declared. */
  readonly type: string;
  readonly sizeBytes: number;
  /** As declared, if the browser computed it. */
  readonly sha256: Uint8Array | null;
};

/** What is kept: what the bytes are found to be, and a changed file to keep in their place. */
export type Examined = Omit<FileView, "fileId"> & {
  readonly sha256: Uint8Array;
  readonly changed: string | null;
  /** When hidden contents were removed; null for a file that stays as it was sent. */
  readonly cleanedAt: Date | null;
};

/**
 * Examines the whole file that has arrived, and makes the small picture of an image. A picture that strangers may see
 * is encoded again, so nothing that a camera or a program added is kept.
 *
 * @throws DomainError file_incomplete when size or SHA-256 differ from what was announced
 * @throws DomainError file_not_a_picture for an avatar or a portfolio file that is not a picture
 * @throws DomainError file_not_cleaned for a picture of a job that cannot be encoded again
 */
export async function examineUpload(upload: Upload, path: string): Promise<Examined> {
  const sha256 = await hashFile(path);
  const { size } = await stat(path);
  const isWhole = size === upload.sizeBytes;
  if (!isWhole || (upload.sha256 && !sha256.equals(upload.sha256))) {
    throw new DomainError("file_incomplete");
  }
  const type = await detectType(path, upload);
  if (isForStrangers(upload.purpose)) {
    if (isForPictures(upload.purpose) || (await isImage(path, type))) {
      return remakePicture(upload, path, type);
    }
  }
  const cleanedAt = isForStrangers(upload.purpose) ? now() : null;
  const { name } = upload;
  const found = { name, sizeBytes: size, sha256, changed: null, cleanedAt, ...NO_PIXELS };
  if (type === "application/pdf") return { ...found, type, preview: "pending" };
  const pixels = isPicture(type) ? await measurePicture(path) : null;
  if (pixels) {
    const isMade = await makePicture(path, locateFile("previews", upload.fileId), "preview");
    return { ...found, type, ...pixels, preview: isMade ? "ready" : "none" };
  }
  // A picture that cannot be decoded, or is too large to be, can only be downloaded.
  return { ...found, type: isPicture(type) ? BYTES_TYPE : type, preview: "none" };
}

/** Whether this is how `examineUpload` refuses a file. */
export function isRefused(error: unknown): boolean {
  const codes = ["file_incomplete", "file_not_a_picture", "file_not_cleaned"] as const;
  return codes.some((code) => isDomainError(error, code));
}

const NO_PIXELS = { width: null, height: null } as const;

/** In any format, including those that are kept only as bytes. Photoshop's is a document. */
async function isImage(path: string, type: string): Promise<boolean> {
  const format = type === BYTES_TYPE ? await findFormat(path) : type;
  return format?.startsWith("image/") === true && format !== "image/vnd.adobe.photoshop";
}

async function remakePicture(upload: Upload, path: string, type: string): Promise<Examined> {
  const isAvatar = upload.purpose === "avatar";
  const changed = `${locateFile("incoming", upload.fileId)}.${crypto.randomUUID()}`;
  const preview = locateFile("previews", upload.fileId);
  const isMade =
    isPicture(type) &&
    (await measurePicture(path)) !== null &&
    (await (isAvatar ? makePicture(path, changed, "avatar") : cleanPicture(path, changed, type))) &&
    (await makePicture(changed, preview, "preview"));
  const pixels = isMade ? await measurePicture(changed) : null;
  if (!pixels) {
    await rm(changed, { force: true });
    const code = isForPictures(upload.purpose) ? "file_not_a_picture" : "file_not_cleaned";
    throw new DomainError(code, { name: upload.name });
  }
  return {
    name: isAvatar ? withExtension(upload.name, ".webp") : upload.name,
    type: isAvatar ? "image/webp" : type,
    sizeBytes: (await stat(changed)).size,
    ...pixels,
    preview: "ready",
    sha256: await hashFile(changed),
    changed,
    cleanedAt: now(),
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
