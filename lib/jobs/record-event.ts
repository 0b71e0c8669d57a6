import { and, eq, gt, sql } from "drizzle-orm";
import { driverOf, type Tx } from "#db/client";
import { files, jobEvents, jobRevisions, jobs } from "#db/schema";
import { type Actor, type Doer, SYSTEM } from "#lib/auth/actor";
import { limitPerson } from "#lib/auth/limit-person";
import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";

export type JobEventKind = typeof jobEvents.$inferInsert.kind;

/**
 * Writes one line of a job's history in the caller's transaction, so that the change and its record commit together.
 * Amounts are minor units; `heldAfterCents` is what the contract holds afterwards. Written for the driver, because every
 * step does it. Throws too_many_today.
 */
export async function recordEvent(
  tx: Tx,
  event: {
    jobId: Id<"job">;
    kind: JobEventKind;
    actor: Doer;
    proposalId?: Id<"prp">;
    amountCents?: Cents;
    heldAfterCents?: Cents;
    details?: Record<string, string | number>;
  },
): Promise<void> {
  const { actor, jobId, kind, proposalId, amountCents, heldAfterCents, details } = event;
  const actorId = actor === SYSTEM ? null : actor.userId;
  // Before the event, which locks both inboxes and must stay the last lock.
  if (actor !== SYSTEM && REPEATABLE.includes(kind)) await limitSteps(tx, actor, jobId);
  await driverOf(tx)`
    insert into job_events (id, job_id, kind, actor_id, proposal_id, amount_cents, held_after_cents, details, at)
    values (${newId("evt")}, ${jobId}, ${kind}, ${actorId}, ${proposalId ?? null}, ${amountCents ?? null},
      ${heldAfterCents ?? null}, ${JSON.stringify(details ?? {})}::text::jsonb, ${now().toISOString()}::timestamptz)`;
}

/** Only steps that move no money and can be repeated have a limit. */
const REPEATABLE: readonly JobEventKind[] = [
  "edited",
  "shortlisted",
  "cancellation_requested",
  "change_proposed",
  "return_asked",
  "dispute_opened",
  "dispute_offered",
];

async function limitSteps(tx: Tx, { userId }: Actor, jobId: Id<"job">): Promise<void> {
  const isTheirs = and(eq(jobEvents.jobId, jobId), eq(jobEvents.actorId, userId));
  await limitPerson(tx, userId, "jobSteps", async (since) => {
    return 1 + (await tx.$count(jobEvents, and(isTheirs, gt(jobEvents.at, since))));
  });
}

/** Keeps the job as it reads now, files included, under its present number. The caller has written the job. */
export async function recordRevision(tx: Tx, jobId: Id<"job">): Promise<void> {
  await tx.execute(sql`
    insert into ${jobRevisions} (job_id, revision, title, description, category, skills, budget_cents, timeline_days,
      deadline_at, release_rule, review_window_days, rounds, questions, checklist, files, created_at)
    select id, revision, title, description, category, skills, budget_cents, timeline_days,
      deadline_at, release_rule, review_window_days, rounds, questions, checklist,
      coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name) order by f.position)
        from ${files} f where f.job_id = ${jobs}.id), '[]'), updated_at
    from ${jobs} where id = ${jobId}`);
}
