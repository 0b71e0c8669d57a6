import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { savedJobs } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type JobIdInput, jobIdInput } from "./schema.ts";

/** Takes a job out of the freelancer's list, whatever became of the job. Doing it again changes nothing. Throws forbidden. */
export async function unsaveJob(actor: Actor, input: JobIdInput, tx?: Tx): Promise<void> {
  if (actor.role !== "freelancer") throw new DomainError("forbidden");
  const { jobId } = jobIdInput.parse(input);
  return inTransaction(tx, async (tx) => {
    await tx
      .delete(savedJobs)
      .where(and(eq(savedJobs.userId, actor.userId), eq(savedJobs.jobId, jobId)));
  });
}
