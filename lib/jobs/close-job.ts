import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { jobs, proposals } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { lockJob } from "./lock-job.ts";
import { jobParty, nextJobStatus } from "./policy.ts";
import { recordEvent } from "./record-event.ts";
import { type JobIdInput, jobIdInput } from "./schema.ts";

/**
 * Takes an open job off the board. Every live proposal becomes `not_selected`, which is how its freelancer is
 * told. Closing a closed job changes nothing. Throws not_found, job_not_open.
 */
export async function closeJob(
  actor: Actor,
  input: JobIdInput,
  tx?: Tx,
): Promise<{ jobId: Id<"job">; isReplay: boolean }> {
  const { jobId } = jobIdInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const job = await lockJob(tx, jobId);
    const by = jobParty(actor, job);
    if (job.status === "closed" && by === "client") return { jobId, isReplay: true };
    const step = nextJobStatus({ status: job.status, event: "close", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    const at = now();
    await tx.update(jobs).set({ status: step.next, updatedAt: at }).where(eq(jobs.id, jobId));
    await tx
      .update(proposals)
      .set({ status: "not_selected", decidedAt: at })
      .where(and(eq(proposals.jobId, jobId), eq(proposals.status, "submitted")));
    await recordEvent(tx, { jobId, kind: "closed", actor });
    return { jobId, isReplay: false };
  });
}
