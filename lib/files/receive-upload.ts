import { stat } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { claimUpload } from "./claim-upload.ts";
import { locateFile } from "./locate-file.ts";
import { readUploadLink } from "./read-upload-link.ts";
import type { FileView } from "./schema.ts";
import { writePart } from "./write-part.ts";

/** How long checking a file and making its picture may take. */
const FINISH_MS = 120_000;

/** Reports an upload as complete to the router, and answers what it makes of it. */
export type Report = (slug: string, upload: ReportedUpload) => Promise<FileView>;
export type ReportedUpload = {
  readonly fileId: Id<"fil">;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
};

/**
 * The embedded store's side of uploadthing's protocol: a part of a file on a signed link. `Range: bytes=N-` says where
 * it begins, which is where the part before it broke off.
 *
 * @throws DomainError not_found, upload_expired, upload_busy, file_incomplete, and what `report` throws
 */
export async function receiveUpload(request: Request, report: Report): Promise<FileView> {
  const { fileId, slug } = readUploadLink(request.url);
  const upload = await findUpload(fileId);
  if (upload.isStored) return report(slug, upload);
  const claim = await claimUpload(fileId);
  let received = await countReceived(fileId);
  try {
    const start = startOf(request.headers.get("range"));
    if (start > received) throw new DomainError("file_incomplete");
    received = await writePart(request, {
      path: locateFile("incoming", fileId),
      start,
      sizeBytes: upload.sizeBytes,
      mayWrite: claim.isHeld,
    });
    if (received < upload.sizeBytes) throw new DomainError("file_incomplete");
    if (!(await claim.holdFor(FINISH_MS))) throw new DomainError("upload_busy");
    // What is stored has no writer any more: only what failed is released.
    return await report(slug, upload);
  } catch (error) {
    await claim.release(received);
    throw error;
  }
}

/** How much of the file is here already. Throws like `receiveUpload`. */
export async function getReceived(address: string): Promise<number> {
  const { fileId } = readUploadLink(address);
  const { isStored, sizeBytes } = await findUpload(fileId);
  return isStored ? sizeBytes : countReceived(fileId);
}

async function findUpload(fileId: Id<"fil">) {
  const [row] = await getDb().select().from(files).where(eq(files.id, fileId));
  if (row?.store !== "embedded") throw new DomainError("not_found");
  const { name, type, sizeBytes, status } = row;
  return { fileId, name, type, sizeBytes, isStored: status === "stored" };
}

/** The disk knows best: also after a process was killed in the middle of a part. */
async function countReceived(fileId: Id<"fil">): Promise<number> {
  try {
    return (await stat(locateFile("incoming", fileId))).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}

function startOf(range: string | null): number {
  const start = /^bytes=(\d{1,15})-$/.exec(range ?? "bytes=0-")?.[1];
  if (start === undefined) throw new DomainError("file_incomplete");
  return Number(start);
}
