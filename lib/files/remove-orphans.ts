import { and, eq, inArray, lt, or } from "drizzle-orm";
import { getDb } from "#db/client";
import { files } from "#db/schema";
import { HOUR_MS, now } from "#lib/time";
import { enqueueRemoval } from "./enqueue-removal.ts";
import { isLoose } from "./match-place.ts";
import { LOOSE_HOURS, UPLOAD_HOURS } from "./policy.ts";
import { removeStrays } from "./remove-strays.ts";

const BATCH = 500;

/** Removes what nobody attached within a day, what nobody finished uploading in time, and bytes without a row. */
export async function removeOrphans(): Promise<void> {
  while ((await removeBatch()) === BATCH);
  await removeStrays();
}

function removeBatch(): Promise<number> {
  const before = (hours: number) => new Date(now().getTime() - hours * HOUR_MS);
  const isUnfinished = and(
    eq(files.status, "uploading"),
    // An hour more than its link lasts: whoever was sending its end may finish.
    lt(files.createdAt, before(UPLOAD_HOURS + 1)),
  );
  return getDb().transaction(async (tx) => {
    const orphans = await tx
      .select({ id: files.id })
      .from(files)
      .where(and(isLoose, or(isUnfinished, lt(files.createdAt, before(LOOSE_HOURS)))))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    if (orphans.length === 0) return 0;
    const removed = await tx
      .delete(files)
      .where(
        inArray(
          files.id,
          orphans.map(({ id }) => id),
        ),
      )
      .returning({ fileId: files.id, store: files.store, storeKey: files.storeKey });
    await enqueueRemoval(tx, removed);
    return orphans.length;
  });
}
