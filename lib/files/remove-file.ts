import { and, eq, notInArray } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { files } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { enqueueRemoval } from "./internal/remove-bytes.ts";
import type { Place } from "./policy.ts";
import { isLoose, matchPlace, STORED_COLUMNS } from "./queries/file-row.ts";
import { type FileInput, fileInput } from "./schema.ts";

/**
 * Removes a person's own file that is not attached yet, even while it is still uploading.
 *
 * @throws DomainError not_found for every other file
 */
export async function removeFile(actor: Actor, input: FileInput, tx?: Tx): Promise<void> {
  const { fileId } = fileInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const removed = await tx
      .delete(files)
      .where(and(eq(files.id, fileId), eq(files.ownerId, actor.userId), isLoose))
      .returning(STORED_COLUMNS);
    if (removed.length === 0) throw new DomainError("not_found");
    await enqueueRemoval(tx, removed);
  });
}

/**
 * Removes the files that are attached to one thing, for good: their rows now, their bytes after the commit. The caller
 * has authorised this, holds the thing's lock, and clears its own references to a file (a person's `avatar_file_id`).
 */
export async function removeAttached(
  tx: Tx,
  to: Place,
  options: { readonly except?: readonly Id<"fil">[] } = {},
): Promise<void> {
  const kept = options.except?.length ? notInArray(files.id, [...options.except]) : undefined;
  const removed = await tx
    .delete(files)
    .where(and(matchPlace(to), kept))
    .returning(STORED_COLUMNS);
  await enqueueRemoval(tx, removed);
}

/** Removes all of a person's files that are attached to nothing, even those that are still uploading. */
export async function removeLoose(tx: Tx, ownerId: Id<"usr">): Promise<void> {
  const removed = await tx
    .delete(files)
    .where(and(eq(files.ownerId, ownerId), isLoose))
    .returning(STORED_COLUMNS);
  await enqueueRemoval(tx, removed);
}
