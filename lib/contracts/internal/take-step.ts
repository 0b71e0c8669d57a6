import type { Tx } from "#db/client";
import type { contracts } from "#db/schema";
import type { StoredJobStatus } from "#lib/jobs/policy";
import { type Cents, cents } from "#lib/money";
import type { ContractStepName } from "../contract-views.ts";
import type { LockedContract } from "../lock-contract.ts";
import { isFinal, type Milestone, milestoneAt } from "../milestones.ts";
import { isHeld, moneyEffect } from "../policy.ts";
import { type Cause, inState, moveOn, resolved } from "./move-on.ts";

const NOTHING = cents(0);

/** What is on hold for the milestone before this step, in minor units. */
export function heldBefore({ facts }: LockedContract): Cents {
  return isHeld(facts) ? facts.heldCents : NOTHING;
}

/**
 * Takes an allowed step of one milestone in the caller's transaction: its next stage, the `changes` of the contract and
 * of the milestone, and the movement of money that the policy names for it. Returns the amount that moved, or zero.
 */
export async function takeStep(
  tx: Tx,
  locked: LockedContract,
  step: {
    event: ContractStepName;
    next: StoredJobStatus;
    changes?: Partial<typeof contracts.$inferInsert>;
    milestone?: Partial<Pick<Milestone, "roundsUsed" | "isNextRoundFree">>;
    cause?: Cause;
  },
): Promise<Cents> {
  const after = locked.milestones.map((each) =>
    each === locked.milestone ? afterStep(locked, step) : beside(locked, each, step.event),
  );
  const { changes, cause } = step;
  const moved = await moveOn(tx, locked, { after, ...(changes && { changes }), cause });
  return moved.releasedCents > 0 ? moved.releasedCents : moved.refundedCents;
}

function afterStep(
  { milestone, facts, at }: LockedContract,
  { event, next, milestone: changes }: Parameters<typeof takeStep>[2],
): Milestone {
  const { to } = moneyEffect(facts, event);
  const paid = to === "stays" ? milestone : resolved(milestone, { to, at, fee: facts.fee });
  // What is disputed goes on being disputed.
  if (milestone.status === "disputed") return paid;
  const moved = next === facts.status ? paid : inState(paid, milestoneAt(next), at);
  return changes ? { ...moved, ...changes } : moved;
}

/** Cancelling ends all that is open: nothing of it was worked on. Other steps concern only their own milestone. */
function beside(
  { at, facts }: LockedContract,
  milestone: Milestone,
  event: ContractStepName,
): Milestone {
  if (event !== "agree_to_cancellation" || isFinal(milestone)) return milestone;
  if (milestone.status === "planned") return inState(milestone, "dropped", at);
  const back = resolved(milestone, { to: "client", at, fee: facts.fee });
  return inState(back, "settled", at);
}
