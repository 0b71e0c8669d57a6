import { driverOf, type Tx } from "#db/client";
import type { jobEvents } from "#db/schema";
import { type Doer, SYSTEM } from "#lib/auth/actor";
import { type Id, newId } from "#lib/ids";
import type { Cents } from "#lib/money";
import { now } from "#lib/time";

export type JobEventKind = typeof jobEvents.$inferInsert.kind;

/**
 * Writes one line of a job's history in the caller's transaction, so that what happened and its record commit
 * together. Amounts are minor units; `heldAfterCents` is what the contract holds afterwards.
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
  const { jobId, kind, actor, proposalId = null, details = {} } = event;
  const actorId = actor === SYSTEM ? null : actor.userId;
  const amount = event.amountCents === undefined ? null : String(event.amountCents);
  const heldAfter = event.heldAfterCents === undefined ? null : String(event.heldAfterCents);
  // Every step of a contract writes one, so it is a prepared statement of the driver's.
  await driverOf(tx)`
    insert into job_events (id, job_id, kind, actor_id, proposal_id, amount_cents, held_after_cents, details, at)
    values (${newId("evt")}, ${jobId}, ${kind}, ${actorId}, ${proposalId}, ${amount}, ${heldAfter},
      ${JSON.stringify(details)}, ${now().toISOString()})`;
}
