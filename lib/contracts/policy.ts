import { type Actor, type Doer, SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import type { FeeTerms } from "#lib/jobs/fee";
import {
  JOB_STATUS_WORDS,
  type JobParty,
  type JobStep,
  nextJobStatus,
  type Refusal,
  type StoredJobStatus,
} from "#lib/jobs/policy";
import { type Cents, cents, stepAtMost, sumCents } from "#lib/money";
import { addDays, DAY_MS } from "#lib/time";
import {
  type Clock,
  type ClockEvent,
  type DisputeClock,
  isDue,
  LATE_DAYS,
  RETURN_DAYS,
} from "./clocks.ts";
import type {
  ContractAction,
  ContractGroup,
  ContractParty,
  ContractStepName,
} from "./contract-views.ts";
import type { Milestone, MilestoneStatus } from "./milestones.ts";

/** The facts that the rules look at: one milestone of a contract, most often its only one. Money in minor units. */
export type ContractFacts = {
  /** The stage of this milestone, in the words of a job's life. */
  readonly status: StoredJobStatus;
  /** The contract's own, of all its milestones together. */
  readonly jobStatus: StoredJobStatus;
  readonly milestoneNumber: number;
  readonly milestoneStatus: MilestoneStatus;
  /** Whether all other milestones are over. */
  readonly isLast: boolean;
  readonly priceCents: Cents;
  /** Of the price: on hold now, released, of that the freelancer's part after the fee, and refunded. */
  readonly heldCents: Cents;
  readonly releasedCents: Cents;
  readonly earnedCents: Cents;
  readonly refundedCents: Cents;
  /** Of what is on hold: what the dispute freezes, and what happens in it by itself. */
  readonly disputedCents: Cents;
  readonly disputeId: Id<"dsp"> | null;
  readonly disputeClock: DisputeClock | null;
  /** Whether any milestone is in dispute. */
  readonly isDisputed: boolean;
  readonly fee: FeeTerms;
  readonly releaseRule: "on_submission" | "on_approval";
  readonly reviewWindowDays: number;
  readonly hiredAt: Date;
  readonly dueAt: Date;
  /** What happens when nobody acts; null when nothing waits. */
  readonly clock: Clock | null;
  readonly releasedAt: Date | null;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
  /** Until when both may review the contract; null before it is final, and once the reviews have appeared. */
  readonly reviewsEndAt: Date | null;
  readonly cancellationRequestedBy: ContractParty | null;
  readonly submissionCount: number;
  /** Whether work was submitted for any milestone. */
  readonly isWorkSubmitted: boolean;
  /** How often changes may be requested in all, and still; null without a limit. */
  readonly rounds: number | null;
  readonly roundsLeft: number | null;
};

/** Where the held money goes in a step, and how much of it. */
export type MoneyEffect = {
  readonly to: "freelancer" | "client" | "stays";
  readonly amountCents: Cents;
};

/** How long being hired is shown to the freelancer as news. */
const HIRED_NEWS_DAYS = 3;
/** How long before it is due a submission starts to need the freelancer. */
const DUE_SOON_MS = 2 * DAY_MS;

/** The actor as seen from the contract. Roles play no part: only the two people named on it are parties. */
export function partyOf(
  doer: Doer,
  parties: { clientId: Id<"usr">; freelancerId: Id<"usr"> },
): JobParty {
  return doer === SYSTEM ? "system" : (sideOf(doer, parties) ?? "stranger");
}

/** The same for a reader; null for a reader who is not a party. */
export function sideOf(
  actor: Pick<Actor, "userId">,
  parties: { clientId: Id<"usr">; freelancerId: Id<"usr"> },
): ContractParty | null {
  if (actor.userId === parties.clientId) return "client";
  return actor.userId === parties.freelancerId ? "freelancer" : null;
}

/** True while both can still change or settle what they agreed on. */
export function isRunning(status: StoredJobStatus): boolean {
  return status === "in_progress" || status === "under_review";
}

/** True while money is on hold: neither released nor refunded. */
export function isHeld({ heldCents }: Pick<ContractFacts, "heldCents">): boolean {
  return heldCents > 0;
}

/** What is on hold and not disputed, in minor units. */
export function freeCents({
  heldCents,
  disputedCents,
}: Pick<ContractFacts, "heldCents" | "disputedCents">): Cents {
  return cents(heldCents - disputedCents);
}

/** What a dispute allows of the other steps: what is not disputed may be paid, and the job reviewed. */
function disputeRefuses(contract: ContractFacts, event: ContractStepName): boolean {
  switch (event) {
    case "mark_complete":
    case "window_passed":
      return contract.milestoneStatus === "disputed" && freeCents(contract) === 0;
    case "submit_work":
    case "request_changes":
    case "work_never_came":
      return contract.milestoneStatus === "disputed";
    case "request_cancellation":
    case "withdraw_cancellation":
    case "agree_to_cancellation":
      return contract.isDisputed;
    case "review":
      return false;
  }
}

/**
 * One step of a contract's life: the job's table, plus what only the contract knows (whether the money is held, work
 * was submitted or the window has passed, and who asked to cancel). Pure.
 */
export function nextContractStatus(step: {
  contract: ContractFacts;
  event: ContractStepName;
  by: JobParty;
  at: Date;
}): JobStep {
  const { contract, event, by, at } = step;
  const status = event === "review" ? contract.jobStatus : contract.status;
  const next = nextJobStatus({ status, event, by });
  if (!isUnallowed(next) && disputeRefuses(contract, event)) {
    return { refusal: { code: "in_dispute" } };
  }
  if ("refusal" in next) return next;
  switch (event) {
    case "submit_work":
      return contract.milestoneStatus === "planned" ? { refusal: { code: "not_funded" } } : next;
    case "request_changes":
      if (!isHeld(contract)) return { refusal: { code: "already_released" } };
      return contract.roundsLeft === 0 ? { refusal: noRoundLeft(contract) } : next;
    case "window_passed":
      return isTime(contract, [event], at) ? next : { refusal: { code: "not_due" } };
    case "work_never_came":
      return isTime(contract, [event, "return_unanswered"], at)
        ? next
        : { refusal: { code: "not_due" } };
    case "request_cancellation":
      if (contract.isWorkSubmitted) return { refusal: { code: "work_submitted" } };
      if (contract.cancellationRequestedBy) return { refusal: { code: "cancellation_pending" } };
      return next;
    case "withdraw_cancellation":
      return contract.cancellationRequestedBy === by
        ? next
        : { refusal: { code: "no_cancellation" } };
    case "agree_to_cancellation":
      if (contract.isWorkSubmitted) return { refusal: { code: "work_submitted" } };
      return contract.cancellationRequestedBy && contract.cancellationRequestedBy !== by
        ? next
        : { refusal: { code: "no_cancellation" } };
    case "review":
      return isReviewable(contract, at) ? next : { refusal: { code: "reviews_closed" } };
    case "mark_complete":
      return next;
  }
}

/** Strangers learn nothing, and what a side may never do has no other reason. */
function isUnallowed(step: JobStep): boolean {
  if (!("refusal" in step)) return false;
  return step.refusal.code === "not_found" || step.refusal.code === "forbidden";
}

/** True while both may write what they think of the other. */
function isReviewable({ reviewsEndAt }: ContractFacts, at: Date): boolean {
  return reviewsEndAt !== null && at < reviewsEndAt;
}

function isTime({ clock }: ContractFacts, what: readonly ClockEvent[], at: Date): boolean {
  return clock !== null && what.includes(clock.what) && isDue(clock, at);
}

/** From when on the client may ask for held money back, because no work came; null while that cannot be. */
export function returnableFrom({
  milestoneStatus,
  submissionCount,
  clock,
}: ContractFacts): Date | null {
  if (milestoneStatus !== "funded" || submissionCount > 0) return null;
  return clock?.what === "work_never_came" ? addDays(clock.at, LATE_DAYS - RETURN_DAYS) : null;
}

/** Why the client cannot ask for the money back now; null when that is possible. */
export function returnRefusal(contract: ContractFacts, at: Date): Refusal | null {
  if (contract.submissionCount > 0) return { code: "work_submitted" };
  const from = returnableFrom(contract);
  if (from) return from <= at ? null : { code: "not_due" };
  return { code: "wrong_state", details: { state: JOB_STATUS_WORDS[contract.status] } };
}

function noRoundLeft({ rounds }: ContractFacts): Refusal {
  return { code: "no_round_left", details: { rounds: rounds ?? 0 } };
}

/** For each step, null when `viewer` may take it now, or why not. Each side may leave only one review. */
export function refusalsFor(
  contract: ContractFacts,
  viewer: ContractParty,
  hasReviewed: boolean,
  at: Date,
): Record<ContractStepName, Refusal | null> {
  const ask = (event: ContractStepName) => {
    const step = nextContractStatus({ contract, event, by: viewer, at });
    return "refusal" in step ? step.refusal : null;
  };
  return {
    submit_work: ask("submit_work"),
    request_changes: ask("request_changes"),
    mark_complete: ask("mark_complete"),
    window_passed: ask("window_passed"),
    work_never_came: ask("work_never_came"),
    request_cancellation: ask("request_cancellation"),
    withdraw_cancellation: ask("withdraw_cancellation"),
    agree_to_cancellation: ask("agree_to_cancellation"),
    review: hasReviewed ? { code: "already_reviewed" } : ask("review"),
  };
}

/** When the job completes by itself; null while nothing is under review. */
export function reviewEnd({ clock }: Pick<ContractFacts, "clock">): Date | null {
  return clock?.what === "window_passed" ? clock.at : null;
}

export type ReviewStage = "half" | "48h" | "24h";

/**
 * What the client is reminded of while a version waits: the latest stage that has been reached. A window that is not
 * longer than a stage has none of it.
 */
export function reviewStage(windowDays: number, endsAt: Date, at: Date): ReviewStage | null {
  const left = endsAt.getTime() - at.getTime();
  if (left <= 0) return null;
  if (left <= DAY_MS && windowDays > 1) return "24h";
  if (left <= 2 * DAY_MS && windowDays > 2) return "48h";
  return left <= (windowDays * DAY_MS) / 2 ? "half" : null;
}

/**
 * What an allowed step does to the held money. The use cases move exactly this, and the sentence "if nobody acts" is
 * made from it, so what is announced is what is done.
 */
export function moneyEffect(contract: ContractFacts, event: ContractStepName): MoneyEffect {
  const stays: MoneyEffect = { to: "stays", amountCents: freeCents(contract) };
  if (!isHeld(contract)) return stays;
  switch (event) {
    case "submit_work":
      return contract.releaseRule === "on_submission" ? { ...stays, to: "freelancer" } : stays;
    case "mark_complete":
    case "window_passed":
      return { ...stays, to: "freelancer" };
    case "agree_to_cancellation":
    case "work_never_came":
      return { ...stays, to: "client" };
    case "request_changes":
    case "request_cancellation":
    case "withdraw_cancellation":
    case "review":
      return stays;
  }
}

/** Whether the contract needs `viewer`, the other side or nobody, and the viewer's one next action. */
export function standingOf(
  contract: ContractFacts,
  viewer: ContractParty,
  hasReviewed: boolean,
  at: Date,
): { group: ContractGroup; action: ContractAction | null } {
  if (contract.milestoneStatus === "planned" && !contract.cancellationRequestedBy) {
    return { group: viewer === "client" ? "active" : "waiting", action: null };
  }
  if (contract.disputeClock) return disputeStanding(contract.disputeClock, viewer);
  switch (contract.status) {
    case "in_progress":
      if (contract.cancellationRequestedBy) {
        return contract.cancellationRequestedBy === viewer
          ? { group: "waiting", action: null }
          : { group: "needs_you", action: "answer_cancellation" };
      }
      return viewer === "client"
        ? {
            group: contract.submissionCount > 0 || isLate(contract, at) ? "waiting" : "active",
            action: null,
          }
        : deliveryStanding(contract, at);
    case "under_review":
      return viewer === "client"
        ? { group: "needs_you", action: "review_work" }
        : { group: "waiting", action: null };
    case "completed":
      if (hasReviewed || !isReviewable(contract, at)) return { group: "done", action: null };
      return { group: viewer === "client" ? "needs_you" : "done", action: "leave_review" };
    case "open":
    case "closed":
    case "cancelled":
      return { group: "done", action: null };
  }
}

function disputeStanding({ waitsFor }: DisputeClock, viewer: ContractParty) {
  return waitsFor === viewer || waitsFor === "both"
    ? ({ group: "needs_you", action: "see_dispute" } as const)
    : ({ group: "waiting", action: null } as const);
}

function deliveryStanding(contract: ContractFacts, at: Date) {
  if (contract.submissionCount > 0) return { group: "needs_you", action: "see_changes" } as const;
  const isSoon = contract.dueAt.getTime() - at.getTime() <= DUE_SOON_MS;
  return {
    group: isSoon || isNewlyHired(contract, at) ? "needs_you" : "active",
    action: "submit_work",
  } as const;
}

/** True for the first days after hiring, until work is submitted. */
export function isNewlyHired({ submissionCount, hiredAt }: ContractFacts, at: Date): boolean {
  return submissionCount === 0 && at < addDays(hiredAt, HIRED_NEWS_DAYS);
}

/** True when the agreed day has passed and no work was ever submitted. */
export function isLate(contract: ContractFacts, at: Date): boolean {
  return (
    contract.milestoneStatus === "funded" && contract.submissionCount === 0 && contract.dueAt < at
  );
}

/** Its next important date, or null. */
export function deadlineOf(contract: ContractFacts): Date | null {
  if (contract.disputeClock) return contract.disputeClock.at;
  if (contract.status === "under_review") return reviewEnd(contract);
  return contract.milestoneStatus === "funded" && contract.submissionCount === 0
    ? contract.dueAt
    : null;
}

/** How much of what was released the freelancer may still give back, in minor units. */
export function mayGiveBack(
  milestones: readonly Pick<Milestone, "releasedCents">[],
  givenBackCents: Cents,
): Cents {
  return cents(sumCents(milestones.map((each) => each.releasedCents)) - givenBackCents);
}

/** How long ago a person was here, as vaguely as others may know. */
export type LastActive = "day" | "week" | "month" | "earlier";

export function seenLast(at: Date, present: Date): LastActive {
  const days = (present.getTime() - at.getTime()) / DAY_MS;
  if (days < 1) return "day";
  if (days < 7) return "week";
  return days < 30 ? "month" : "earlier";
}

/** From this many paid contracts on, everyone may know how much a client has paid in all, in steps. */
const PAID_SHOWN_FROM = 3;

/** What everyone may know about the sum that a client has paid: nothing at first, then the step that it has passed. */
export function publicPaid(paidCount: number, paidCents: Cents): Cents | null {
  return paidCount < PAID_SHOWN_FROM ? null : stepAtMost(paidCents);
}
