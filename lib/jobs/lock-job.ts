import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { jobs } from "#db/schema";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { jobStatusAt } from "./policy.ts";

/**
 * The job, locked until the transaction ends: always the first lock of a use case. `update` for a change to the job;
 * `share` when it only needs to stay as it is, so that many people may apply at once. Throws not_found.
 */
export async function lockJob(tx: Tx, jobId: Id<"job">, strength: "update" | "share" = "update") {
  const [job] = await tx
    .select({
      id: jobs.id,
      clientId: jobs.clientId,
      title: jobs.title,
      description: jobs.description,
      category: jobs.category,
      skills: jobs.skills,
      budgetCents: jobs.budgetCents,
      timelineDays: jobs.timelineDays,
      deadlineAt: jobs.deadlineAt,
      releaseRule: jobs.releaseRule,
      reviewWindowDays: jobs.reviewWindowDays,
      rounds: jobs.rounds,
      questions: jobs.questions,
      checklist: jobs.checklist,
      status: jobs.status,
      expiresAt: jobs.expiresAt,
      revision: jobs.revision,
      isUnlisted: jobs.isUnlisted,
    })
    .from(jobs)
    .where(eq(jobs.id, jobId))
    .for(strength);
  if (!job) throw new DomainError("not_found");
  return { ...job, status: jobStatusAt(job, now()) };
}

export type LockedJob = Awaited<ReturnType<typeof lockJob>>;
