import type { KeptShare } from "#db/schema";
import type { FeeTerms } from "#lib/jobs/fee";
import type { Refusal } from "#lib/jobs/policy";
import { type Cents, cents, sumCents } from "#lib/money";
import type { SplitView } from "./contract-views.ts";
import {
  feeOnNext,
  heldCentsOf,
  inOrder,
  isFinal,
  isMoneyHeld,
  type Milestone,
  paidOut,
} from "./milestones.ts";

const UNPAID = { releasedCents: cents(0), earnedCents: cents(0) };

/** How the held money of one milestone is split. Amounts in minor units; the client gets the rest. */
export type Share = KeptShare;

/** The milestones of which the money can be split now: all of them, or the one with this number. */
export function settleable(all: readonly Milestone[], only: number | null): Milestone[] {
  return inOrder(all).filter(
    (each) => isMoneyHeld(each) && !isFinal(each) && (only === null || each.number === only),
  );
}

/** One sum for the freelancer, over milestones in the order of the work: the first ones are paid first. */
export function sharesOf(milestones: readonly Milestone[], toFreelancerCents: Cents): Share[] {
  let left: number = toFreelancerCents;
  return milestones.map((milestone) => {
    const { number } = milestone;
    const amountCents = heldCentsOf(milestone);
    const share = Math.min(left, amountCents);
    left -= share;
    return { number, amountCents, toFreelancerCents: cents(share) };
  });
}

/** Why both cannot settle so now; null when they can. What was proposed has to be what is held. */
export function settlementRefusal(
  all: readonly Milestone[],
  shares: readonly Share[],
): Refusal | null {
  const held = settleable(all, null);
  const isHeld = shares.every(({ number, amountCents }) =>
    held.some((each) => each.number === number && heldCentsOf(each) === amountCents),
  );
  return isHeld && shares.length > 0 ? null : { code: "plan_outdated" };
}

/**
 * The milestones once both have settled: each of them is final, with its money split. When all that is held is settled,
 * what is only planned is dropped, and the contract ends.
 */
export function applySettlement(
  all: readonly Milestone[],
  shares: readonly Share[],
  { fee, at }: { fee: FeeTerms; at: Date },
): Milestone[] {
  const isAll = settleable(all, null).length === shares.length;
  return all.map((milestone): Milestone => {
    const share = shares.find(({ number }) => number === milestone.number);
    if (share) return split(milestone, share.toFreelancerCents, fee, at);
    if (!isAll || milestone.status !== "planned") return milestone;
    return { ...milestone, status: "dropped", endedAt: at };
  });
}

/** Whatever was disputed of it is settled too. */
function split(milestone: Milestone, share: Cents, fee: FeeTerms, at: Date): Milestone {
  const toClientCents = cents(heldCentsOf(milestone) - share);
  return {
    ...paidOut(milestone, { toFreelancerCents: share, toClientCents, fee, at }),
    status: "settled",
    endedAt: at,
    disputeId: null,
    disputedCents: cents(0),
  };
}

/** What each side gets, in minor units: the freelancer after the fee on their share only. */
export function outcomeOf(
  shares: readonly Share[],
  milestones: readonly Milestone[],
  fee: FeeTerms,
): SplitView {
  const heldCents = sumCents(shares.map(({ amountCents }) => amountCents));
  const gross = sumCents(shares.map(({ toFreelancerCents }) => toFreelancerCents));
  const fees = shares.map(({ number, toFreelancerCents: share }) =>
    feeOnNext(milestones.find((each) => each.number === number) ?? UNPAID, share, fee),
  );
  const feeCents = sumCents(fees);
  return {
    heldCents,
    toFreelancerCents: cents(gross - feeCents),
    toClientCents: cents(heldCents - gross),
    feeCents,
  };
}

/** How a part of what is held for one milestone would be split, in minor units. */
export function splitOf(
  milestone: Pick<Milestone, "releasedCents" | "earnedCents"> & { readonly fee: FeeTerms },
  heldCents: Cents,
  toFreelancerCents: Cents,
): SplitView {
  const feeCents = feeOnNext(milestone, toFreelancerCents, milestone.fee);
  return {
    heldCents,
    toFreelancerCents: cents(toFreelancerCents - feeCents),
    toClientCents: cents(heldCents - toFreelancerCents),
    feeCents,
  };
}
