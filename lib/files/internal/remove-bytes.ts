import type { z } from "zod";
import type { Tx } from "#db/client";
import { enqueue } from "#lib/edge/task";
import { sweepEach } from "#lib/sweep";
import { findStore } from "../provider.ts";
import { type RemovedFile, removeBytesTask } from "../schema.ts";

/** Enqueues the removal of the bytes of files whose rows `tx` deletes, for after its commit. */
export async function enqueueRemoval(tx: Tx, removed: readonly RemovedFile[]): Promise<void> {
  if (removed.length > 0) await enqueue(tx, removeBytesTask, { files: [...removed] });
}

/**
 * Removes the bytes of files whose rows are gone, and carries on past failures. Repeated when a store does not answer.
 */
export async function removeBytes({ files }: z.output<typeof removeBytesTask.input>) {
  await sweepEach(files, (file) => findStore(file.store).remove(file));
}
