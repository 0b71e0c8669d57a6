import type { Tx } from "#db/client";
import { cents } from "#lib/money";
import type { DisputeEnd } from "./internal/end-disputes.ts";
import { inState, type Moved, moveOn } from "./internal/move-on.ts";
import type { LockedContract } from "./lock-contract.ts";
import { isMoneyHeld, type Milestone, paidOut } from "./milestones.ts";

/**
 * A step of the dispute's use cases and its clock, which have authorised it: ends the dispute about the milestone and
 * splits what was disputed, to the cent. What was not disputed goes on from where it stood; without any the milestone is
 * over. Returns what moved, in minor units.
 */
export async function resolveDisputed(
  tx: Tx,
  locked: LockedContract,
  end: DisputeEnd,
): Promise<Moved> {
  const { milestone, milestones } = locked;
  const ended = afterDispute(locked, end);
  const after = milestones.map((each) => (each === milestone ? ended : each));
  return moveOn(tx, locked, { after, cause: "disputed", dispute: end });
}

function afterDispute(
  { milestone, facts, latest, at }: LockedContract,
  { toFreelancerCents }: DisputeEnd,
): Milestone {
  const { disputedCents } = milestone;
  const paid =
    toFreelancerCents === null
      ? milestone
      : paidOut(milestone, {
          toFreelancerCents,
          toClientCents: cents(disputedCents - toFreelancerCents),
          fee: facts.fee,
          at,
        });
  const free = { ...paid, disputeId: null, disputedCents: cents(0) };
  if (!isMoneyHeld(free)) return inState(free, free.refundedCents > 0 ? "settled" : "released", at);
  const isWaiting = latest !== null && latest.changesRequestedAt === null;
  return inState(free, isWaiting ? "submitted" : "funded", at);
}
