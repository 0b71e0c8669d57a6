import { stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, isNull, lte, or } from "drizzle-orm";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { now } from "#lib/time";
import { readUploadLink } from "./internal/upload-link.ts";
import { writePart } from "./internal/write-part.ts";
import { locateFile } from "./providers/disk.ts";
import type { FileView } from "./schema.ts";

/** Reports an upload as complete to the router, and returns its result. */
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
    if (!(await claim.holdOn())) throw new DomainError("upload_busy");
    // A stored file has no writer any more: only a failed upload is released.
    return await whileHeld(claim, () => report(slug, upload));
  } catch (error) {
    await claim.release(received);
    throw error;
  }
}

/** How much of the file is already here. Throws like `receiveUpload`. */
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

/** The disk knows best, even after a process was killed in the middle of a part. */
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

/** How long a writer has a file to itself without reporting that it is still there. */
const CLAIM_MS = 8_000;
const RENEW_MS = 3_000;

type Claim = {
  /** Whether this is still the only writer; renewed as time goes by. */
  isHeld(): Promise<boolean>;
  /** Renews it. False when another writer has come in. */
  holdOn(): Promise<boolean>;
  /** Lets the next writer in and records how much has arrived, unless another writer has already come in. */
  release(receivedBytes: number): Promise<void>;
};

/**
 * Makes the caller the one writer of an upload: at most one of several processes, and a hanging one is replaced.
 *
 * @throws DomainError upload_busy while another process is
 */
async function claimUpload(fileId: Id<"fil">): Promise<Claim> {
  let until = new Date(now().getTime() + CLAIM_MS);
  const isFree = or(isNull(files.writingUntil), lte(files.writingUntil, now()));
  const claimed = await updateWhere(fileId, isFree, { writingUntil: until });
  if (!claimed) throw new DomainError("upload_busy");

  const holdOn = async () => {
    const renewed = new Date(now().getTime() + CLAIM_MS);
    const isOurs = await updateWhere(fileId, eq(files.writingUntil, until), {
      writingUntil: renewed,
    });
    if (isOurs) until = renewed;
    return isOurs;
  };
  return {
    holdOn,
    async isHeld() {
      const left = until.getTime() - now().getTime();
      return left > CLAIM_MS - RENEW_MS || holdOn();
    },
    async release(receivedBytes) {
      await updateWhere(fileId, eq(files.writingUntil, until), {
        writingUntil: null,
        receivedBytes,
      });
    },
  };
}

/** Renews the claim during `work`: checking a file may take long, but a killed process must not keep it. */
async function whileHeld<T>(claim: Claim, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const renewing = (async () => {
    while (await passes(RENEW_MS, over.signal)) await claim.holdOn().catch(retryLater);
  })();
  try {
    return await work();
  } finally {
    over.abort();
    await renewing;
  }
}

/** Waits; false when it was called off. */
function passes(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal }).catch(() => false);
}

function retryLater(error: unknown): void {
  log.debug({ err: error }, "An upload’s claim could not be renewed");
}

async function updateWhere(
  fileId: Id<"fil">,
  condition: ReturnType<typeof eq> | undefined,
  change: Partial<typeof files.$inferInsert>,
): Promise<boolean> {
  const changed = await getDb()
    .update(files)
    .set(change)
    .where(and(eq(files.id, fileId), eq(files.status, "uploading"), condition))
    .returning({ id: files.id });
  return changed.length > 0;
}
