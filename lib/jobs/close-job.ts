import { and, count, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { jobs, proposals } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { notifyEach } from "#lib/notifications/notify";
import { now } from "#lib/time";
import { lockJob } from "./lock-job.ts";
import { jobParty, nextJobStatus } from "./policy.ts";
import { recordEvent } from "./record-event.ts";
import { type CloseJobInput, closeJobInput } from "./schema.ts";

/**
 * Takes an open job off the board. Every live proposal becomes `not_selected`, which is how its freelancer is told.
 * Closing a closed job changes nothing. Throws not_found, job_not_open, and changed_meanwhile when a proposal has
 * arrived since the page was read.
 */
export async function closeJob(
  actor: Actor,
  input: CloseJobInput,
  tx?: Tx,
): Promise<{ jobId: Id<"job">; isReplay: boolean }> {
  const { jobId, proposalsSeen } = closeJobInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const job = await lockJob(tx, jobId);
    const by = jobParty(actor, job);
    if (job.status === "closed" && by === "client") return { jobId, isReplay: true };
    const step = nextJobStatus({ status: job.status, event: "close", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    await requireSeenProposals(tx, jobId, proposalsSeen);
    const at = now();
    await tx.update(jobs).set({ status: step.next, updatedAt: at }).where(eq(jobs.id, jobId));
    const ended = await tx
      .update(proposals)
      .set({ status: "not_selected", decidedAt: at })
      .where(and(eq(proposals.jobId, jobId), eq(proposals.status, "submitted")))
      .returning({ to: proposals.freelancerId, about: proposals.id });
    await recordEvent(tx, { jobId, kind: "closed", actor });
    await notifyEach(tx, ended, {
      kind: "proposal_declined",
      by: actor.userId,
      jobId,
      facts: { how: "closed" },
    });
    return { jobId, isReplay: false };
  });
}

/** A proposal that nobody has read must not be passed over. */
async function requireSeenProposals(tx: Tx, jobId: Id<"job">, seen: number): Promise<void> {
  const [row] = await tx
    .select({ made: count() })
    .from(proposals)
    .where(eq(proposals.jobId, jobId));
  const made = row?.made ?? 0;
  if (made <= seen) return;
  const changes = [{ what: "Proposals so far", seen: String(seen), now: String(made) }];
  throw new DomainError("changed_meanwhile", {}, changes);
}
