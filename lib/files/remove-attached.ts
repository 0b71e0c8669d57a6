import { and, notInArray } from "drizzle-orm";
import type { Tx } from "#db/client";
import { files } from "#db/schema";
import type { Id } from "#lib/ids";
import { enqueueRemoval } from "./enqueue-removal.ts";
import { matchPlace } from "./match-place.ts";
import type { Place } from "./policy.ts";

/**
 * Removes the files that are attached to one thing, for good: their rows now, their bytes when the transaction has
 * committed. The caller has authorised it, holds the thing's lock, and takes back what it keeps of a file itself
 * (a person's `avatar_file_id`).
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
    .returning({ fileId: files.id, store: files.store, storeKey: files.storeKey });
  await enqueueRemoval(tx, removed);
}
