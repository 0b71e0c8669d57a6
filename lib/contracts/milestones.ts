import type { milestones } from "#db/schema";
import type { Id } from "#lib/ids";
import type { StoredJobStatus } from "#lib/jobs/policy";
import { type Cents, sumCents } from "#lib/money";

/** Once agreed, it may wait to be held, be worked on, be looked at, and end in one of three ways. */
export type MilestoneStatus = (typeof milestones.$inferSelect)["status"];

/** A part of a contract, as the rules see it. Money in minor units. */
export type Milestone = Omit<
  typeof milestones.$inferSelect,
  "contractId" | "clientId" | "freelancerId" | "hold"
>;

/** How many parts one contract may have that are not over. */
export const MAX_MILESTONES = 20;

/** How often changes may be requested unless the job says otherwise. */
export const USUAL_ROUNDS = 2;

/**
 * A milestone lives as a job does, so the job's life cycle is its own. Planned work has not begun; what was settled is
 * what it came to: paid, if any of it was.
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

/** True while its money is on hold. */
export function isMoneyHeld({
  fundedAt,
  releasedAt,
  refundedAt,
}: Pick<Milestone, "fundedAt" | "releasedAt" | "refundedAt">): boolean {
  return fundedAt !== null && releasedAt === null && refundedAt === null;
}

/**
 * The job's status: under review while the only open milestones are submitted, in progress while any other is open.
 * When none is, it is completed if anything was paid, and else cancelled.
 */
export function jobStatusOf(
  all: readonly Pick<Milestone, "status" | "releasedCents">[],
): StoredJobStatus {
  const open = all.filter((each) => !isFinal(each));
  if (open.length > 0) {
    return open.every(({ status }) => status === "submitted") ? "under_review" : "in_progress";
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
    ordered.find(({ status }) => status === "funded" || status === "submitted") ??
    ordered.find(({ status }) => status === "planned") ??
    ordered.findLast(({ releasedCents }) => releasedCents > 0) ??
    ordered.at(-1);
  if (!current) throw new Error("A contract without a milestone");
  return current;
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
export function heldOf(
  all: readonly Pick<Milestone, "fundedAt" | "releasedAt" | "refundedAt" | "amountCents">[],
): Cents {
  return sumCents(all.filter(isMoneyHeld).map(({ amountCents }) => amountCents));
}
