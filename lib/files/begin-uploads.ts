import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { files, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { getEnv } from "#lib/env";
import { DomainError } from "#lib/errors";
import { type Id, newId } from "#lib/ids";
import { now } from "#lib/time";
import { BYTES_TYPE } from "./detect-type.ts";
import { cleanFileName } from "./file-name.ts";
import { currentStore } from "./find-store.ts";
import { fileMbOf, filesMaxOf, isForPictures, isPicture, MB, mayUpload } from "./policy.ts";
import { getQuota } from "./queries.ts";
import { type BeginUploadsInput, beginUploadsInput } from "./schema.ts";

export type BegunUpload = { readonly fileId: Id<"fil">; readonly name: string };

/**
 * Makes room for files that somebody is about to upload: from here on they count, so that several uploads side by side
 * cannot take more than the person's space.
 *
 * @throws DomainError forbidden, too_many_files, file_empty, file_too_large, file_not_a_picture, storage_full
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
  return inTransaction(tx, async (tx) => {
    await checkSpace(
      tx,
      actor,
      uploads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    );
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
    return uploads.map(({ fileId, name }) => ({ fileId, name }));
  });
}

type Declared = { readonly name: string; readonly type: string; readonly sizeBytes: number };

function checkUpload(purpose: BeginUploadsInput["purpose"], { name, type, sizeBytes }: Declared) {
  const limitMb = fileMbOf(purpose, getEnv().FILE_MB);
  if (sizeBytes === 0) throw new DomainError("file_empty", { name });
  if (sizeBytes > limitMb * MB) {
    throw new DomainError("file_too_large", { name, limit: `${limitMb} MB` });
  }
  if (isForPictures(purpose) && !isPicture(type)) {
    throw new DomainError("file_not_a_picture", { name });
  }
}

/** One person's uploads begin one after the other, so that two cannot both take the last of the space. */
async function checkSpace(tx: Tx, actor: Actor, wantedBytes: number): Promise<void> {
  await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.id, actor.userId))
    .for("no key update");
  const { usedBytes, limitBytes } = await getQuota(actor, tx);
  if (usedBytes + wantedBytes <= limitBytes) return;
  throw new DomainError("storage_full", {
    left: `${Math.max(0, Math.floor((limitBytes - usedBytes) / MB))} MB`,
    limit: `${limitBytes / MB} MB`,
  });
}

function cleanType(type: string): string {
  const [name = ""] = type.toLowerCase().split(";");
  return /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(name.trim()) ? name.trim() : BYTES_TYPE;
}
