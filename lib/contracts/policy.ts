import { type Actor, type Doer, SYSTEM } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import type { FeeTerms } from "#lib/jobs/fee";
import {
  type JobParty,
  type JobStep,
  nextJobStatus,
  type Refusal,
  type StoredJobStatus,
} from "#lib/jobs/policy";
import { type Cents, stepAtMost } from "#lib/money";
import { addDays, DAY_MS } from "#lib/time";
import type { ContractAction, ContractGroup, ContractParty, ContractStepName } from "./schema.ts";

/** The facts that the rules look at. Money in minor units. */
export type ContractFacts = {
  readonly status: StoredJobStatus;
  readonly priceCents: Cents;
  readonly fee: FeeTerms;
  readonly releaseRule: "on_submission" | "on_approval";
  readonly reviewWindowDays: number;
  readonly hiredAt: Date;
  readonly dueAt: Date;
  readonly reviewEndsAt: Date | null;
  readonly releasedAt: Date | null;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly cancellationRequestedBy: ContractParty | null;
  readonly submissionCount: number;
};

/** Where the held money goes in a step, and how much of it. */
export type MoneyEffect = {
  readonly to: "freelancer" | "client" | "stays";
  readonly amountCents: Cents;
};

/** How long a client is asked for a review before a finished contract counts as done. */
export const REVIEW_REMINDER_DAYS = 14;
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

/** True while the price is on hold: neither released nor refunded. */
export function isHeld(contract: Pick<ContractFacts, "releasedAt" | "cancelledAt">): boolean {
  return contract.releasedAt === null && contract.cancelledAt === null;
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
  const next = nextJobStatus({ status: contract.status, event, by });
  if ("refusal" in next) return next;
  switch (event) {
    case "request_changes":
      return isHeld(contract) ? next : { refusal: { code: "already_released" } };
    case "window_passed":
      return isDue(contract, at) ? next : { refusal: { code: "not_due" } };
    case "request_cancellation":
      if (contract.submissionCount > 0) return { refusal: { code: "work_submitted" } };
      if (contract.cancellationRequestedBy) return { refusal: { code: "cancellation_pending" } };
      return next;
    case "withdraw_cancellation":
      return contract.cancellationRequestedBy === by
        ? next
        : { refusal: { code: "no_cancellation" } };
    case "agree_to_cancellation":
      if (contract.submissionCount > 0) return { refusal: { code: "work_submitted" } };
      return contract.cancellationRequestedBy && contract.cancellationRequestedBy !== by
        ? next
        : { refusal: { code: "no_cancellation" } };
    case "submit_work":
    case "mark_complete":
    case "review":
      return next;
  }
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
    request_cancellation: ask("request_cancellation"),
    withdraw_cancellation: ask("withdraw_cancellation"),
    agree_to_cancellation: ask("agree_to_cancellation"),
    review: hasReviewed && viewer === "client" ? { code: "already_reviewed" } : ask("review"),
  };
}

/** True when the review window has passed without an answer. */
export function isDue(contract: Pick<ContractFacts, "reviewEndsAt">, at: Date): boolean {
  return contract.reviewEndsAt !== null && contract.reviewEndsAt.getTime() <= at.getTime();
}

/** When the job completes by itself after a submission at `submittedAt`. */
export function reviewEnd(
  contract: Pick<ContractFacts, "reviewWindowDays">,
  submittedAt: Date,
): Date {
  return addDays(submittedAt, contract.reviewWindowDays);
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
  const stays: MoneyEffect = { to: "stays", amountCents: contract.priceCents };
  if (!isHeld(contract)) return stays;
  switch (event) {
    case "submit_work":
      return contract.releaseRule === "on_submission" ? { ...stays, to: "freelancer" } : stays;
    case "mark_complete":
    case "window_passed":
      return { ...stays, to: "freelancer" };
    case "agree_to_cancellation":
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
      return viewer === "client" && !hasReviewed
        ? { group: isReminded(contract, at) ? "needs_you" : "done", action: "leave_review" }
        : { group: "done", action: null };
    case "open":
    case "closed":
    case "cancelled":
      return { group: "done", action: null };
  }
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

function isReminded(contract: ContractFacts, at: Date): boolean {
  const { completedAt } = contract;
  return completedAt !== null && at < addDays(completedAt, REVIEW_REMINDER_DAYS);
}

/** True when the agreed day has passed and no work was ever submitted. */
export function isLate(contract: ContractFacts, at: Date): boolean {
  return contract.status === "in_progress" && contract.submissionCount === 0 && contract.dueAt < at;
}

/** Its next important date, or null. */
export function deadlineOf(contract: ContractFacts): Date | null {
  if (contract.status === "under_review") return contract.reviewEndsAt;
  return contract.status === "in_progress" && contract.submissionCount === 0
    ? contract.dueAt
    : null;
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
