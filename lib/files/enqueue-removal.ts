import type { Tx } from "#db/client";
import { enqueue } from "#lib/task";
import { type RemovedFile, removeBytesTask } from "./schema.ts";

/** Has the bytes of files removed whose rows `tx` deletes, once it has committed. */
export async function enqueueRemoval(tx: Tx, removed: readonly RemovedFile[]): Promise<void> {
  if (removed.length > 0) await enqueue(tx, removeBytesTask, { files: [...removed] });
}
