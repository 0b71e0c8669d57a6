import { inTransaction, type Tx } from "#db/client";
import { savedJobs } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { lockJob } from "./lock-job.ts";
import { type JobIdInput, jobIdInput } from "./schema.ts";

/** Keeps an open job in the freelancer's list. Saving it again changes nothing. Throws forbidden, not_found, job_not_open. */
export async function saveJob(actor: Actor, input: JobIdInput, tx?: Tx): Promise<void> {
  if (actor.role !== "freelancer") throw new DomainError("forbidden");
  const { jobId } = jobIdInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const job = await lockJob(tx, jobId, "share");
    if (job.status !== "open") throw new DomainError("job_not_open");
    await tx
      .insert(savedJobs)
      .values({ userId: actor.userId, jobId, createdAt: now() })
      .onConflictDoNothing();
  });
}
