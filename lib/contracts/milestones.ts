import type { milestones } from "#db/schema";
import type { Id } from "#lib/ids";
import { type FeeTerms, feeOnShare } from "#lib/jobs/fee";
import type { StoredJobStatus } from "#lib/jobs/policy";
import { type Cents, cents, sumCents } from "#lib/money";

/** Once agreed, it may wait to be held, be worked on, be looked at, be disputed, and end in one of three ways. */
export type MilestoneStatus = (typeof milestones.$inferSelect)["status"];

/** A part of a contract, as the rules see it. Money in minor units. */
export type Milestone = Omit<
  typeof milestones.$inferSelect,
  "contractId" | "clientId" | "freelancerId" | "hold"
>;

/** How many parts one contract may have that are not over. */
export const MAX_MILESTONES = 20;

/**
 * A milestone lives as a job does, so the job's life cycle is its own. Planned work has not begun; disputed work is looked
 * at; what was settled is what it came to: paid, if any of it was.
 */
export function stageOf({
  status,
  releasedCents,
}: Pick<Milestone, "status" | "releasedCents">): StoredJobStatus {
  switch (status) {
    case "planned":
    case "funded":
      return "in_progress";
    case "submitted":
    case "disputed":
      return "under_review";
    case "released":
      return "completed";
    case "settled":
      return releasedCents > 0 ? "completed" : "cancelled";
    case "dropped":
      return "cancelled";
  }
}

/** The state of a milestone that has come to this stage by a step of its own life. */
export function milestoneAt(stage: StoredJobStatus): MilestoneStatus {
  switch (stage) {
    case "in_progress":
      return "funded";
    case "under_review":
      return "submitted";
    case "completed":
      return "released";
    case "cancelled":
      return "settled";
    case "open":
    case "closed":
      throw new Error(`No milestone is ${stage}`);
  }
}

/** True once nothing can happen to it any more. */
export function isFinal({ status }: Pick<Milestone, "status">): boolean {
  return status === "released" || status === "settled" || status === "dropped";
}

type Money = Pick<Milestone, "fundedAt" | "amountCents" | "releasedCents" | "refundedCents">;

/** What of its money is on hold, in minor units. */
export function heldCentsOf({ fundedAt, amountCents, releasedCents, refundedCents }: Money): Cents {
  return fundedAt === null ? cents(0) : cents(amountCents - releasedCents - refundedCents);
}

/** What of it no dispute freezes, in minor units. */
export function freeCentsOf(milestone: Money & Pick<Milestone, "disputedCents">): Cents {
  return cents(heldCentsOf(milestone) - milestone.disputedCents);
}

/** True while any of its money is on hold. */
export function isMoneyHeld(milestone: Money): boolean {
  return heldCentsOf(milestone) > 0;
}

/**
 * The fee on the next release of it, in minor units. It is that on all that is released, less what was taken before, so
 * paying in parts costs no minimum twice. None where it would leave the freelancer nothing.
 */
export function feeOnNext(
  { releasedCents, earnedCents }: Pick<Milestone, "releasedCents" | "earnedCents">,
  shareCents: Cents,
  fee: FeeTerms,
): Cents {
  const taken = releasedCents - earnedCents;
  const next = feeOnShare(cents(releasedCents + shareCents), fee) - taken;
  return next > 0 && next < shareCents ? cents(next) : cents(0);
}

/** The milestone once parts of its held money have gone to each side; the fee is on the freelancer's only. */
export function paidOut(
  milestone: Milestone,
  {
    toFreelancerCents,
    toClientCents,
    fee,
    at,
  }: { toFreelancerCents: Cents; toClientCents: Cents; fee: FeeTerms; at: Date },
): Milestone {
  const { releasedCents, earnedCents, refundedCents } = milestone;
  const net = toFreelancerCents - feeOnNext(milestone, toFreelancerCents, fee);
  return {
    ...milestone,
    ...(toFreelancerCents > 0 && {
      releasedAt: at,
      releasedCents: cents(releasedCents + toFreelancerCents),
      earnedCents: cents(earnedCents + net),
    }),
    ...(toClientCents > 0 && {
      refundedAt: at,
      refundedCents: cents(refundedCents + toClientCents),
    }),
  };
}

/**
 * The job's status: under review while the only open milestones are submitted or disputed, in progress while any other
 * is open. When none is, it is completed if anything was paid, and else cancelled.
 */
export function jobStatusOf(
  all: readonly Pick<Milestone, "status" | "releasedCents">[],
): StoredJobStatus {
  const open = all.filter((each) => !isFinal(each));
  if (open.length > 0) {
    const isReviewed = open.every((each) => stageOf(each) === "under_review");
    return isReviewed ? "under_review" : "in_progress";
  }
  return all.some(({ releasedCents }) => releasedCents > 0) ? "completed" : "cancelled";
}

/** In the order of the work. */
export function inOrder<M extends Pick<Milestone, "position" | "number">>(all: readonly M[]): M[] {
  return [...all].sort((a, b) => a.position - b.position || a.number - b.number);
}

/**
 * The one that a contract is about now: the first that is held and open, else the first that is planned, else the last
 * that was paid.
 */
export function currentOf<
  M extends Pick<Milestone, "position" | "number" | "status" | "releasedCents">,
>(all: readonly M[]): M {
  const ordered = inOrder(all);
  const current =
    ordered.find(isUnderWay) ??
    ordered.find(({ status }) => status === "planned") ??
    ordered.findLast(({ releasedCents }) => releasedCents > 0) ??
    ordered.at(-1);
  if (!current) throw new Error("A contract without a milestone");
  return current;
}

function isUnderWay({ status }: Pick<Milestone, "status">): boolean {
  return status === "funded" || status === "submitted" || status === "disputed";
}

/** The milestone at each place in the order: of those that took each other's place, the latest. */
export function placesOf(all: readonly Milestone[]): Milestone[] {
  return inOrder(all).filter(
    (each) =>
      each.status !== "dropped" ||
      all.every((other) => other.position !== each.position || other.number <= each.number),
  );
}

/** How often changes may still be requested; null without a limit. */
export function roundsLeft({
  rounds,
  roundsUsed,
  isNextRoundFree,
}: Pick<Milestone, "rounds" | "roundsUsed" | "isNextRoundFree">): number | null {
  if (rounds === null) return null;
  return Math.max(rounds - roundsUsed, 0) + (isNextRoundFree ? 1 : 0);
}

/** The name of its hold: the first milestone's is the contract's own, as it was before there were others. */
export function holdOf(contractId: Id<"ctr">, number: number): string {
  return number === 1 ? contractId : `${contractId}:${number}`;
}

/** What its transfers are about, and the beginning of their keys. */
export function referenceOf(contractId: Id<"ctr">, number: number): string {
  return `contract:${holdOf(contractId, number)}`;
}

/** What all that is agreed on comes to, in minor units. */
export function agreedCents(all: readonly Pick<Milestone, "status" | "amountCents">[]): Cents {
  const agreed = all.filter(({ status }) => status !== "dropped");
  return sumCents(agreed.map(({ amountCents }) => amountCents));
}

/** What is on hold for all of them, in minor units. */
export function heldOf(all: readonly Money[]): Cents {
  return sumCents(all.map(heldCentsOf));
}
