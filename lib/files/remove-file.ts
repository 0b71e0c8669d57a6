import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { files } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { enqueueRemoval } from "./enqueue-removal.ts";
import { isLoose } from "./match-place.ts";
import { type FileInput, fileInput } from "./schema.ts";

/**
 * Removes one's own file that is attached to nothing yet, also while it is still uploading.
 *
 * @throws DomainError not_found for every other file
 */
export async function removeFile(actor: Actor, input: FileInput, tx?: Tx): Promise<void> {
  const { fileId } = fileInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const removed = await tx
      .delete(files)
      .where(and(eq(files.id, fileId), eq(files.ownerId, actor.userId), isLoose))
      .returning({ fileId: files.id, store: files.store, storeKey: files.storeKey });
    if (removed.length === 0) throw new DomainError("not_found");
    await enqueueRemoval(tx, removed);
  });
}
