import type { PlannedLine } from "#db/schema";
import { type FeeTerms, feeOn } from "#lib/jobs/fee";
import type { Refusal } from "#lib/jobs/policy";
import { type Cents, cents, formatCents, sumCents } from "#lib/money";
import { addDays } from "#lib/time";
import { canonical } from "./agreements.ts";
import { inOrder, isFinal, MAX_MILESTONES, type Milestone } from "./milestones.ts";

/** One milestone of a plan. Without a number it is new. */
export type PlanLine = PlannedLine;

/** What happens to one milestone: what it was, and what it will be. Null on one side: added, or dropped. */
export type PlanDifference = {
  readonly position: number | null;
  readonly before: PlanLine | null;
  readonly after: PlanLine | null;
};

/** True while both may still agree on something else for it: no work was submitted that waits or was paid. */
export function isChangeable({ status }: Pick<Milestone, "status">): boolean {
  return status === "planned" || status === "funded";
}

function hasMoved({ releasedCents, refundedCents }: Milestone): boolean {
  return releasedCents + refundedCents > 0;
}

/** What is agreed of the milestones that can still be changed, in the order of the work. */
export function planOf(all: readonly Milestone[]): PlanLine[] {
  return inOrder(all.filter(isChangeable)).map(lineOf);
}

export function lineOf({
  number,
  title,
  amountCents,
  days,
  rounds,
  checklist,
}: Milestone): PlanLine {
  return { number, title, amountCents, days, rounds, checklist };
}

/** What a plan changes, one difference for each milestone that does not stay as it is. */
export function listDifferences(
  all: readonly Milestone[],
  plan: readonly PlanLine[],
): PlanDifference[] {
  const old = inOrder(all.filter(isChangeable)).map((milestone): PlanDifference => {
    const after = plan.find(({ number }) => number === milestone.number) ?? null;
    return { position: milestone.position, before: lineOf(milestone), after };
  });
  const added = plan
    .filter(({ number }) => number === null)
    .map((after): PlanDifference => ({ position: null, before: null, after }));
  return [...old, ...added].filter(
    ({ before, after }) => before === null || after === null || !isSame(before, after),
  );
}

/** The database gives the fields of a plan back in an order of its own. */
function isSame(a: PlanLine, b: PlanLine): boolean {
  return canonical(a) === canonical(b);
}

/**
 * Why both cannot agree on this plan now; null when they can. Held money can be agreed on anew until work was submitted
 * for it, and a plan always leaves something to do.
 */
export function planRefusal(
  all: readonly Milestone[],
  plan: readonly PlanLine[],
  { fee, submitted }: { fee: FeeTerms; submitted: readonly number[] },
): Refusal | null {
  const known = all.filter(isChangeable).map(({ number }) => number);
  const named = plan.flatMap(({ number }) => (number === null ? [] : [number]));
  if (named.some((number) => !known.includes(number))) return { code: "plan_outdated" };
  if (new Set(named).size < named.length) return { code: "invalid_input" };
  const differences = listDifferences(all, plan);
  if (differences.length === 0) return { code: "plan_unchanged" };
  // What a dispute has moved stays moved: the price of the rest is that of the whole.
  const fixed = [...submitted, ...all.filter(hasMoved).map(({ number }) => number)];
  const open = all.filter((each) => !isFinal(each) && !isChangeable(each)).length + plan.length;
  if (open === 0) return { code: "plan_empty" };
  if (open > MAX_MILESTONES) return { code: "plan_full", details: { limit: MAX_MILESTONES } };
  for (const { before, after } of differences) {
    const isMoved = after === null || after.amountCents !== before?.amountCents;
    if (before && isMoved && fixed.includes(before.number ?? 0)) {
      return { code: "plan_of_submitted" };
    }
    if (after && feeOn(after.amountCents, fee) >= after.amountCents) {
      return {
        code: "price_within_fee",
        details: { fee: formatCents(feeOn(after.amountCents, fee)) },
      };
    }
  }
  return null;
}

/**
 * The milestones once both have agreed on the plan, which `planRefusal` allows. Held money of which the amount changes
 * ends with its milestone and is refunded; a successor in its place is held instead. The work is due as many days after
 * it was first held as the plan says.
 */
export function applyPlan(
  all: readonly Milestone[],
  plan: readonly PlanLine[],
  at: Date,
): Milestone[] {
  let last = Math.max(...all.map(({ number }) => number));
  let place = Math.max(...all.map(({ position }) => position));
  const added: Milestone[] = [];
  const kept = all.map((milestone): Milestone => {
    if (!isChangeable(milestone)) return milestone;
    const line = plan.find(({ number }) => number === milestone.number);
    if (!line) return dropped(milestone, at);
    if (isSame(lineOf(milestone), line)) return milestone;
    const { title, amountCents, days, rounds, checklist } = line;
    const { fundedAt } = milestone;
    const changed = {
      ...milestone,
      title,
      days,
      rounds,
      checklist,
      dueAt: fundedAt && (days === milestone.days ? milestone.dueAt : addDays(fundedAt, days)),
    };
    if (amountCents === milestone.amountCents) return changed;
    if (!fundedAt) return { ...changed, amountCents };
    last += 1;
    added.push({ ...changed, number: last, amountCents, fundedAt: at });
    return dropped(milestone, at);
  });
  for (const line of plan) {
    if (line.number !== null) continue;
    last += 1;
    place += 1;
    added.push(newMilestone({ ...line, number: last }, place));
  }
  return [...kept, ...added];
}

function dropped(milestone: Milestone, at: Date): Milestone {
  const { amountCents, fundedAt } = milestone;
  const back = fundedAt ? { refundedAt: at, refundedCents: amountCents } : {};
  return { ...milestone, ...back, status: "dropped", endedAt: at };
}

const NOTHING = cents(0);

function newMilestone(
  { number, title, amountCents, days, rounds, checklist }: PlanLine & { readonly number: number },
  position: number,
): Milestone {
  return {
    number,
    position,
    title,
    amountCents,
    days,
    status: "planned",
    rounds,
    checklist,
    roundsUsed: 0,
    isNextRoundFree: false,
    fundedAt: null,
    dueAt: null,
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

/** How much more, or less, is held once the plan holds: before, after, in minor units. */
export function heldByPlan(
  all: readonly Milestone[],
  plan: readonly PlanLine[],
): { beforeCents: Cents; afterCents: Cents } {
  const held = all.filter(({ status }) => status === "funded");
  const after = held.flatMap(({ number }) => plan.filter((line) => line.number === number));
  return {
    beforeCents: sumCents(held.map(({ amountCents }) => amountCents)),
    afterCents: sumCents(after.map(({ amountCents }) => amountCents)),
  };
}
