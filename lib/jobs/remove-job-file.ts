import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { files, jobs } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { listJobFiles } from "#lib/files/queries/attached";
import { isFileReliedOn } from "#lib/files/queries/room";
import { removeAttached } from "#lib/files/remove-file";
import { type FileInput, fileInput } from "#lib/files/schema";
import { now } from "#lib/time";
import { lockJob } from "./lock-job.ts";
import { isUndecided } from "./policy.ts";
import { recordEvent, recordRevision } from "./record-event.ts";

/**
 * Removes one file from the actor's own job while nobody relies on it: the job is open without live proposals, or it
 * was closed. Throws not_found, file_relied_on.
 */
export async function removeJobFile(actor: Actor, input: FileInput, tx?: Tx): Promise<void> {
  const { fileId } = fileInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const [found] = await tx
      .select({ jobId: files.jobId })
      .from(files)
      .where(and(eq(files.id, fileId), eq(files.ownerId, actor.userId)));
    if (!found?.jobId) throw new DomainError("not_found");
    const { jobId } = found;
    const job = await lockJob(tx, jobId);
    const attached = await listJobFiles(tx, jobId);
    const file = attached.find((one) => one.fileId === fileId);
    if (!file) throw new DomainError("not_found");
    if (await isFileReliedOn(tx, fileId)) {
      throw new DomainError("file_relied_on", { name: file.name });
    }
    const except = attached.map((one) => one.fileId).filter((id) => id !== fileId);
    await removeAttached(tx, { jobId }, { except });
    if (!isUndecided(job.status)) return;
    await tx
      .update(jobs)
      .set({ revision: job.revision + 1, updatedAt: now() })
      .where(eq(jobs.id, jobId));
    await recordRevision(tx, jobId);
    await recordEvent(tx, { jobId, kind: "edited", actor, details: { fields: "files" } });
  });
}
