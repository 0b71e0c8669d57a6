import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { jobs } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { lockJob } from "./lock-job.ts";
import { jobParty, nextJobStatus } from "./policy.ts";
import { type CorrectLanguageInput, correctLanguageInput } from "./schema.ts";

/**
 * Says in which language an open job is written, where the guess was wrong: search then knows the endings of its words.
 * Nothing of what people apply to changes. Throws not_found, job_not_open.
 */
export async function correctLanguage(
  actor: Actor,
  input: CorrectLanguageInput,
  tx?: Tx,
): Promise<void> {
  const { jobId, language } = correctLanguageInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const job = await lockJob(tx, jobId);
    const by = jobParty(actor, job);
    const step = nextJobStatus({ status: job.status, event: "edit", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    await tx.update(jobs).set({ language }).where(eq(jobs.id, jobId));
  });
}
