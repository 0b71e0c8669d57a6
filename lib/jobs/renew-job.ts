import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { jobs } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { requireStanding } from "#lib/standing/require-standing";
import { now } from "#lib/time";
import { lockJob } from "./lock-job.ts";
import { expiryFrom, jobParty, mayRenew, nextJobStatus } from "./policy.ts";
import { recordEvent } from "./record-event.ts";
import { type JobIdInput, jobIdInput } from "./schema.ts";

/**
 * Puts a job on the board for another 30 days from now, also after it has expired. A job that its client need not renew
 * yet stays as it is, so pressing twice renews once. Throws not_found, job_not_open, restricted.
 */
export async function renewJob(
  actor: VerifiedActor,
  input: JobIdInput,
  tx?: Tx,
): Promise<{ jobId: Id<"job">; isReplay: boolean }> {
  const { jobId } = jobIdInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const job = await lockJob(tx, jobId);
    const by = jobParty(actor, job);
    const step = nextJobStatus({ status: job.status, event: "renew", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    const at = now();
    if (!mayRenew(job, at)) return { jobId, isReplay: true };
    await requireStanding(tx, actor, "post");
    await tx
      .update(jobs)
      .set({ status: step.next, expiresAt: expiryFrom(at), updatedAt: at })
      .where(eq(jobs.id, jobId));
    await recordEvent(tx, { jobId, kind: "renewed", actor });
    return { jobId, isReplay: false };
  });
}
