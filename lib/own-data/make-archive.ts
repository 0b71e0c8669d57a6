import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { makeZip } from "client-zip";
import { and, eq, isNull } from "drizzle-orm";
import { getDb } from "#db/client";
import { dataArchives } from "#db/schema";
import { DomainError } from "#lib/errors";
import { currentStore } from "#lib/files/provider";
import { locateFile, makeRoom } from "#lib/files/providers/disk";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import { fillArchive } from "./internal/fill-archive.ts";
import { KEPT_MS } from "./policy.ts";
import { type MakeArchiveInput, makeArchiveInput } from "./schema.ts";

/**
 * Makes the archive of a person's data, keeps it where their files are kept, and tells them. It is written to the disk
 * as it is read. A try that was killed leaves nothing behind that anybody could download; of two at the same time one
 * counts. Throws not_found when it is no longer wanted.
 */
export async function makeArchive(input: MakeArchiveInput): Promise<void> {
  const { archiveId } = makeArchiveInput.parse(input);
  const [archive] = await getDb().select().from(dataArchives).where(isUnfinished(archiveId));
  if (!archive) throw new DomainError("not_found");
  const fileId = newId("fil");
  const path = `${locateFile("incoming", fileId)}.zip`;
  await makeRoom(path);
  try {
    const sha256 = await write(archive, path);
    const { size: sizeBytes } = await stat(path);
    const store = currentStore();
    const storeKey = await store.keep({ fileId, store: store.name, storeKey: fileId }, path);
    const kept = { fileId, store: store.name, storeKey };
    if (!(await finish(archive, { ...kept, sizeBytes, sha256 }))) await store.remove(kept);
  } finally {
    await rm(path, { force: true });
  }
}

type Archive = typeof dataArchives.$inferSelect;

/** Writes it as a ZIP. Returns the SHA-256 of its bytes. */
async function write({ id, userId }: Archive, path: string): Promise<Buffer> {
  const hash = createHash("sha256");
  const hashing = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const zip = makeZip(
    fillArchive(userId, (doneCount, totalCount) => report(id, { doneCount, totalCount })),
  );
  await pipeline(Readable.from(zip), hashing, createWriteStream(path, { mode: 0o600 }));
  return hash.digest();
}

async function report(
  archiveId: Id<"arc">,
  progress: Pick<Archive, "doneCount" | "totalCount">,
): Promise<void> {
  const told = await getDb()
    .update(dataArchives)
    .set(progress)
    .where(isUnfinished(archiveId))
    .returning({ id: dataArchives.id });
  if (told.length === 0) throw new DomainError("not_found");
}

type Kept = Pick<Archive, "fileId" | "store" | "storeKey" | "sizeBytes" | "sha256">;

/** False when another try was quicker, or the archive is no longer wanted. */
function finish({ id, userId }: Archive, kept: Kept): Promise<boolean> {
  return getDb().transaction(async (tx) => {
    const readyAt = now();
    const expiresAt = new Date(readyAt.getTime() + KEPT_MS);
    const finished = await tx
      .update(dataArchives)
      .set({ ...kept, readyAt, expiresAt })
      .where(isUnfinished(id))
      .returning({ id: dataArchives.id });
    if (finished.length === 0) return false;
    await notify(tx, {
      kind: "data_ready",
      to: userId,
      about: id,
      by: null,
      facts: {},
      once: `data:${id}`,
    });
    return true;
  });
}

function isUnfinished(archiveId: Id<"arc">) {
  return and(eq(dataArchives.id, archiveId), isNull(dataArchives.readyAt));
}
