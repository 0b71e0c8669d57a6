import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { savedJobs } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { limitPerson } from "#lib/auth/limit-person";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { lockJob } from "./lock-job.ts";
import { refuseUnlessOpen } from "./policy.ts";
import { requireShown } from "./require-shown.ts";
import { type JobIdInput, jobIdInput } from "./schema.ts";

/**
 * Keeps an open job in the freelancer's list. Saving it again changes nothing. Throws forbidden, not_found, job_not_open,
 * job_expired, too_many_at_once.
 */
export async function saveJob(actor: Actor, input: JobIdInput, tx?: Tx): Promise<void> {
  if (actor.role !== "freelancer") throw new DomainError("forbidden");
  const { jobId } = jobIdInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const job = await lockJob(tx, jobId, "share");
    await requireShown(tx, actor, job);
    const refusal = refuseUnlessOpen(job.status);
    if (refusal) throw new DomainError(refusal.code);
    const { userId } = actor;
    const saved = await tx
      .insert(savedJobs)
      .values({ userId, jobId, createdAt: now() })
      .onConflictDoNothing()
      .returning();
    if (saved.length === 0) return;
    await limitPerson(tx, userId, "savedJobs", () =>
      tx.$count(savedJobs, eq(savedJobs.userId, userId)),
    );
  });
}

/**
 * Removes a job from the freelancer's list, whatever became of the job. Doing it again changes nothing. Throws
 * forbidden.
 */
export async function unsaveJob(actor: Actor, input: JobIdInput, tx?: Tx): Promise<void> {
  if (actor.role !== "freelancer") throw new DomainError("forbidden");
  const { jobId } = jobIdInput.parse(input);
  return inTransaction(tx, async (tx) => {
    await tx
      .delete(savedJobs)
      .where(and(eq(savedJobs.userId, actor.userId), eq(savedJobs.jobId, jobId)));
  });
}
