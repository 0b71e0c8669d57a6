import type { Milestone } from "#lib/contracts/milestones";
import { cents } from "#lib/money";

const NOTHING = cents(0);

/** When the money of `agreedMilestone` was held, and its work is due. */
export const AGREED_AT = new Date("2026-11-22T14:10:00Z");

/** A milestone that both agreed on, with its money held unless it is only planned. */
export function agreedMilestone(
  number: number,
  status: Milestone["status"],
  amount: number,
): Milestone {
  const isHeld = status === "funded" || status === "submitted";
  return {
    number,
    position: number,
    title: `Part ${number}`,
    amountCents: cents(amount),
    days: 7,
    status,
    rounds: 2,
    checklist: [],
    roundsUsed: 0,
    isNextRoundFree: false,
    fundedAt: isHeld ? AGREED_AT : null,
    dueAt: isHeld ? AGREED_AT : null,
    releasedAt: null,
    releasedCents: NOTHING,
    earnedCents: NOTHING,
    refundedAt: null,
    refundedCents: NOTHING,
    disputeId: null,
    disputedCents: NOTHING,
    endedAt: null,
  };
}
