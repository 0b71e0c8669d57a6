import { and, desc, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { clocks, jobEvents } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { workClock } from "./clocks.ts";
import { tellOther } from "./internal/tell-parties.ts";
import { type LockedContract, lockContract } from "./lock-contract.ts";
import { type RefuseReturnInput, refuseReturnInput } from "./schema.ts";

/**
 * The freelancer's answer to a client who asks for the money back: it stays held, and the reason is in the history.
 * Answering again changes nothing. Throws `not_found`, `forbidden`, `no_return` when nobody asks.
 */
export async function refuseReturn(
  actor: VerifiedActor,
  input: RefuseReturnInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  if (actor.role !== "freelancer") throw new DomainError("forbidden");
  const { contractId, milestoneNumber, reason } = refuseReturnInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId, milestoneNumber);
    const { facts, jobId, milestone, at } = locked;
    if (facts.clock?.what !== "return_unanswered") {
      if (await wasRefused(tx, locked, reason)) return { isReplay: true };
      throw new DomainError("no_return");
    }
    await tx
      .update(clocks)
      .set(workClock(milestone, at))
      .where(and(eq(clocks.contractId, contractId), eq(clocks.subject, String(milestone.number))));
    await recordEvent(tx, { jobId, kind: "return_refused", actor, details: { reason } });
    await tellOther(tx, locked, "return_refused", {});
    return { isReplay: false };
  });
}

/** True when exactly this answer was the last one. */
async function wasRefused(tx: Tx, { jobId }: LockedContract, reason: string): Promise<boolean> {
  const [last] = await tx
    .select({ details: jobEvents.details })
    .from(jobEvents)
    .where(and(eq(jobEvents.jobId, jobId), eq(jobEvents.kind, "return_refused")))
    .orderBy(desc(jobEvents.at), desc(jobEvents.id))
    .limit(1);
  return last?.details.reason === reason;
}
