import { and, eq } from "drizzle-orm";
import { getDb, inTransaction, type Tx } from "#db/client";
import { files } from "#db/schema";
import { isUniqueViolation } from "#db/unique-violation";
import type { Actor } from "#lib/auth/actor";
import { holdPerson, limitPerson } from "#lib/auth/limit-person";
import { limitUploads } from "#lib/auth/limits";
import { getEnv } from "#lib/env";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { BYTES_TYPE } from "./internal/detect-type.ts";
import { cleanFileName } from "./internal/file-name.ts";
import {
  type FilePurpose,
  fileMbOf,
  filesMaxOf,
  isForPictures,
  isPicture,
  MB,
  mayUpload,
  roomOf,
} from "./policy.ts";
import { currentStore } from "./provider.ts";
import { getQuota } from "./queries/room.ts";
import { type BeginUploadsInput, beginUploadsInput } from "./schema.ts";

export type BegunUpload = { readonly fileId: Id<"fil">; readonly name: string };

/**
 * Reserves space for files that are about to be uploaded: from here on they count, so several uploads side by side
 * cannot take more than the person's space.
 *
 * @throws DomainError forbidden, too_many_files, file_empty, file_too_large, file_not_a_picture, storage_full,
 * deliveries_full, too_many_at_once, rate_limited
 */
export async function beginUploads(
  actor: Actor,
  input: BeginUploadsInput,
  tx?: Tx,
): Promise<BegunUpload[]> {
  const { purpose, files: declared } = beginUploadsInput.parse(input);
  if (!mayUpload(actor.role, purpose)) throw new DomainError("forbidden");
  const max = filesMaxOf(purpose);
  if (declared.length > max) throw new DomainError("too_many_files", { max });
  const uploads = declared.map(({ name, type, sizeBytes, sha256 }) => {
    const upload = { name: cleanFileName(name), type: cleanType(type), sizeBytes };
    checkUpload(purpose, upload);
    return { ...upload, fileId: newId("fil"), sha256: sha256 ? Buffer.from(sha256, "hex") : null };
  });
  await limitUploads(actor.userId, uploads.length);
  return inTransaction(tx, async (tx) => {
    const wantedBytes = uploads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    await checkSpace(tx, actor, purpose, wantedBytes);
    const store = currentStore().name;
    const createdAt = now();
    await tx.insert(files).values(
      uploads.map(({ fileId, ...upload }) => ({
        ...upload,
        id: fileId,
        storeKey: fileId,
        ownerId: actor.userId,
        purpose,
        store,
        status: "uploading" as const,
        createdAt,
      })),
    );
    const isUnfinished = and(eq(files.ownerId, actor.userId), eq(files.status, "uploading"));
    await limitPerson(tx, actor.userId, "unfinishedUploads", () => tx.$count(files, isUnfinished));
    return uploads.map(({ fileId, name }) => ({ fileId, name }));
  });
}

type Declared = { readonly name: string; readonly type: string; readonly sizeBytes: number };

function checkUpload(purpose: FilePurpose, { name, type, sizeBytes }: Declared) {
  const limitMb = fileMbOf(purpose, getEnv().FILE_MB);
  if (sizeBytes === 0) throw new DomainError("file_empty", { name });
  if (sizeBytes > limitMb * MB) {
    throw new DomainError("file_too_large", { name, limit: `${limitMb} MB` });
  }
  if (isForPictures(purpose) && !isPicture(type)) {
    throw new DomainError("file_not_a_picture", { name });
  }
}

/** One person's uploads begin one after another, so two cannot both take the last of the space. */
async function checkSpace(
  tx: Tx,
  actor: Actor,
  purpose: FilePurpose,
  wantedBytes: number,
): Promise<void> {
  await holdPerson(tx, actor.userId);
  const { usedBytes, limitBytes } = await getQuota(actor, { purpose, reader: tx });
  if (usedBytes + wantedBytes <= limitBytes) return;
  throw new DomainError(roomOf(purpose) === "person" ? "storage_full" : "deliveries_full", {
    left: `${Math.max(0, Math.floor((limitBytes - usedBytes) / MB))} MB`,
    limit: `${limitBytes / MB} MB`,
  });
}

function cleanType(type: string): string {
  const [name = ""] = type.toLowerCase().split(";");
  return /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(name.trim()) ? name.trim() : BYTES_TYPE;
}

type Named = { readonly key: string; readonly customId: string | null };

/**
 * Records the cloud's names for these uploads before anything is sent. Its names are short hashes. If another file
 * already had one, it would be overwritten, so such an upload does not begin.
 *
 * @throws DomainError upload_busy when a name is taken; the next try gets another name
 */
export async function nameUploads(named: readonly Named[]): Promise<void> {
  try {
    await getDb().transaction(async (tx) => {
      for (const { key, customId } of named) {
        if (!isId("fil", customId)) throw new Error("The cloud lost the id of an upload");
        await tx
          .update(files)
          .set({ storeKey: key })
          .where(and(eq(files.id, customId), eq(files.status, "uploading")));
      }
    });
  } catch (error) {
    throw isUniqueViolation(error) ? new DomainError("upload_busy") : error;
  }
}
