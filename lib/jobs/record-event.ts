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

type JobEvent<K extends JobEventKind = JobEventKind> = {
  readonly jobId: Id<"job">;
  readonly kind: K;
  readonly actor: Doer;
  readonly proposalId?: Id<"prp">;
  readonly amountCents?: Cents;
  readonly heldAfterCents?: Cents;
  readonly details?: Record<string, string | number>;
};

/**
 * Writes one line of a job's history in the caller's transaction, so that the change and its record commit together.
 * Amounts are minor units; `heldAfterCents` is what the contract holds afterwards. Throws too_many_today.
 */
export async function recordEvent(tx: Tx, event: JobEvent): Promise<void> {
  const { actor, jobId, kind } = event;
  // Before the event, which locks both inboxes and must stay the last lock.
  if (actor !== SYSTEM && isRepeatable(kind)) await limitSteps(tx, actor, jobId);
  await insertEvent(tx, event);
}

/** The statement that writes the line of a step without a limit, for a step that makes it a part of its own statement. */
export function eventStatement(tx: Tx, event: JobEvent<Exclude<JobEventKind, Repeatable>>) {
  return insertEvent(tx, event);
}

/** Written for the driver, because every step does it. */
function insertEvent(tx: Tx, event: JobEvent) {
  const { actor, jobId, kind, proposalId, amountCents, heldAfterCents, details } = event;
  const actorId = actor === SYSTEM ? null : actor.userId;
  return driverOf(tx)`
    insert into job_events (id, job_id, kind, actor_id, proposal_id, amount_cents, held_after_cents, details, at)
    values (${newId("evt")}, ${jobId}, ${kind}, ${actorId}, ${proposalId ?? null}, ${amountCents ?? null},
      ${heldAfterCents ?? null}, ${JSON.stringify(details ?? {})}::text::jsonb, ${now().toISOString()}::timestamptz)`;
}

/** Only steps that move no money and can be repeated have a limit. */
const REPEATABLE = [
  "edited",
  "shortlisted",
  "cancellation_requested",
  "change_proposed",
  "return_asked",
  "dispute_opened",
  "dispute_offered",
] as const satisfies readonly JobEventKind[];

type Repeatable = (typeof REPEATABLE)[number];

function isRepeatable(kind: JobEventKind): kind is Repeatable {
  return REPEATABLE.some((repeatable) => repeatable === kind);
}

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
