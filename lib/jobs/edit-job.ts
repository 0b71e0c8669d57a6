import { and, eq, ne } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { jobs, proposals } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { attachFiles } from "#lib/files/attach-files";
import { listJobFiles } from "#lib/files/queries";
import { removeAttached } from "#lib/files/remove-attached";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { lockJob } from "./lock-job.ts";
import { changedFields, jobParty, mayChange, nextJobStatus } from "./policy.ts";
import { recordEvent } from "./record-event.ts";
import { type EditJobInput, editJobInput } from "./schema.ts";

/**
 * Changes an open job. Once somebody has applied, budget, release rule and review window stay as they are; the
 * rest may still be made clearer, files included. Changing nothing records nothing. Throws not_found, job_not_open,
 * terms_fixed, file_unavailable.
 */
export async function editJob(
  actor: Actor,
  input: EditJobInput,
  tx?: Tx,
): Promise<{ jobId: Id<"job">; isReplay: boolean }> {
  const { jobId, fileIds, ...fields } = editJobInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const job = await lockJob(tx, jobId);
    const by = jobParty(actor, job);
    const step = nextJobStatus({ status: job.status, event: "edit", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    const attached = (await listJobFiles(tx, jobId)).map(({ fileId }) => fileId);
    const changed = changedFields({ ...job, files: attached }, { ...fields, files: fileIds });
    if (changed.length === 0) return { jobId, isReplay: true };
    if (!mayChange(changed, await hasProposals(tx, jobId))) throw new DomainError("terms_fixed");
    await tx
      .update(jobs)
      .set({ ...fields, updatedAt: now() })
      .where(eq(jobs.id, jobId));
    await removeAttached(tx, { jobId }, { except: fileIds });
    const added = fileIds.filter((fileId) => !attached.includes(fileId));
    await attachFiles(tx, {
      ownerId: actor.userId,
      fileIds: added,
      purpose: "job",
      to: { jobId },
    });
    await recordEvent(tx, {
      jobId,
      kind: "edited",
      actor,
      details: { fields: changed.join(", ") },
    });
    return { jobId, isReplay: false };
  });
}

/** Withdrawn ones don't count: nobody relies on the terms any more. */
async function hasProposals(tx: Tx, jobId: Id<"job">): Promise<boolean> {
  const rows = await tx
    .select({ id: proposals.id })
    .from(proposals)
    .where(and(eq(proposals.jobId, jobId), ne(proposals.status, "withdrawn")))
    .limit(1);
  return rows.length > 0;
}
