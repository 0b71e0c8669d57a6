import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { notify } from "#lib/notifications/notify";
import { moveOn } from "./internal/move-on.ts";
import { lockContract } from "./lock-contract.ts";
import { type MilestoneInput, milestoneInput } from "./schema.ts";

/**
 * "This one is free": when all rounds of changes are used, the freelancer lets the client ask once more. Doing it again
 * before it is used changes nothing. Throws `not_found`, `forbidden`, and `wrong_state` when it is not needed.
 */
export async function offerFreeRound(
  actor: VerifiedActor,
  input: MilestoneInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  if (actor.role !== "freelancer") throw new DomainError("forbidden");
  const { contractId, milestoneNumber } = milestoneInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId, milestoneNumber);
    const { milestone, facts, jobId } = locked;
    if (milestone.isNextRoundFree) return { isReplay: true };
    if (milestone.status !== "submitted" || facts.roundsLeft !== 0) {
      throw new DomainError("round_not_needed");
    }
    const free = { ...milestone, isNextRoundFree: true };
    const after = locked.milestones.map((each) => (each === milestone ? free : each));
    await moveOn(tx, locked, { after });
    await recordEvent(tx, { jobId, kind: "free_round", actor });
    await notify(tx, {
      kind: "free_round",
      to: locked.clientId,
      about: contractId,
      by: actor.userId,
      jobId,
      facts: {},
    });
    return { isReplay: false };
  });
}
