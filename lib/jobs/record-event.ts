import type { Tx } from "#db/client";
import { jobEvents } from "#db/schema";
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
  const { actor, ...line } = event;
  const actorId = actor === SYSTEM ? null : actor.userId;
  await tx.insert(jobEvents).values({ id: newId("evt"), ...line, actorId, at: now() });
}
