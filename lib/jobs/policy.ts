import type { Actor, Role } from "#lib/auth/actor";
import type { ErrorCode, ErrorDetails } from "#lib/errors";
import type { Id } from "#lib/ids";
import { type Cents, cents, stepAtLeast } from "#lib/money";
import { addDays } from "#lib/time";

export const JOB_STATUSES = [
  "open",
  "expired",
  "in_progress",
  "under_review",
  "completed",
  "closed",
  "cancelled",
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];
/** What the database keeps. An open job expires without anybody doing anything: see `jobStatusAt`. */
export type StoredJobStatus = Exclude<JobStatus, "expired">;

/** The words for each status, as used in the middle of a sentence. */
export const JOB_STATUS_WORDS: Record<JobStatus, string> = {
  open: "open",
  expired: "expired",
  in_progress: "in progress",
  under_review: "under review",
  completed: "completed",
  closed: "closed",
  cancelled: "cancelled",
};

/** When the freelancer is paid, and how many days the client may look at the work before the clock approves it. */
export const RELEASE_RULES = ["on_submission", "on_approval"] as const;
export type ReleaseRule = (typeof RELEASE_RULES)[number];
export const REVIEW_WINDOWS = [3, 7, 14] as const;

/** What the form that posts a job asks for at least, and at most. */
export const MAX_SKILLS = 12;
export const TITLE_MIN = 8;
export const DESCRIPTION_MIN = 40;

export const JOB_EVENTS = [
  "edit",
  "renew",
  "close",
  "accept_proposal",
  "submit_work",
  "request_changes",
  "mark_complete",
  "window_passed",
  "work_never_came",
  "request_cancellation",
  "withdraw_cancellation",
  "agree_to_cancellation",
  "review",
] as const;
export type JobEvent = (typeof JOB_EVENTS)[number];

/** The actor as seen from the job: its client, the freelancer it hired, the clock, or anyone else. */
export type JobParty = "client" | "freelancer" | "system" | "stranger";

/** Why something is not possible: a code of `DomainError` and the details for its sentence. */
export type Refusal = { readonly code: ErrorCode; readonly details?: ErrorDetails };

export type JobStep = { readonly next: StoredJobStatus } | { readonly refusal: Refusal };

type Rule = { readonly by: readonly JobParty[]; readonly to: StoredJobStatus };

const CLIENT = ["client"] as const;
const FREELANCER = ["freelancer"] as const;
const EITHER = ["client", "freelancer"] as const;
const CLOCK = ["system"] as const;

/** The life cycle, state by state. What is not listed here is refused. */
const LIFE_CYCLE: Record<JobStatus, Partial<Record<JobEvent, Rule>>> = {
  // On the board. Its client may change it, close it, or hire: then the price is held and work begins.
  open: {
    edit: { by: CLIENT, to: "open" },
    renew: { by: CLIENT, to: "open" },
    close: { by: CLIENT, to: "closed" },
    accept_proposal: { by: CLIENT, to: "in_progress" },
  },
  // Open for 30 days, and off the board since. Nobody can apply, and its proposals still stand: its client may renew it,
  // close it, or hire from it.
  expired: {
    renew: { by: CLIENT, to: "open" },
    close: { by: CLIENT, to: "closed" },
    accept_proposal: { by: CLIENT, to: "in_progress" },
  },
  // A freelancer is hired and the price is held. Until work is submitted (the contract's policy knows), either side may
  // ask to cancel; only the other side's agreement cancels and refunds. Work that never comes ends it too, long after the
  // agreed day.
  in_progress: {
    submit_work: { by: FREELANCER, to: "under_review" },
    work_never_came: { by: CLOCK, to: "cancelled" },
    request_cancellation: { by: EITHER, to: "in_progress" },
    withdraw_cancellation: { by: EITHER, to: "in_progress" },
    agree_to_cancellation: { by: EITHER, to: "cancelled" },
  },
  // Work is submitted and the client looks at it during the review window. On submission the money has already gone, so
  // changes can be requested only on approval (the contract's policy knows what is held).
  under_review: {
    request_changes: { by: CLIENT, to: "in_progress" },
    mark_complete: { by: CLIENT, to: "completed" },
    window_passed: { by: CLOCK, to: "completed" },
  },
  // Done and paid. For some days each side may review the other (the contract's policy knows until when).
  completed: {
    review: { by: EITHER, to: "completed" },
  },
  // Taken off the board before anyone was hired. Final.
  closed: {},
  // Both sides agreed to stop before any submission, or the work never came; everything was refunded to the client.
  // Final.
  cancelled: {},
};

/** Who may ever do it, in any state: tells "not you" apart from "not now". */
function mayEver(event: JobEvent, by: JobParty): boolean {
  return JOB_STATUSES.some((status) => LIFE_CYCLE[status][event]?.by.includes(by));
}

/**
 * One step of a job's life: the next status, or why not. Pure. Strangers learn nothing (`not_found`), a party who may
 * never do this gets `forbidden`, and a state that does not allow it gets a code that names the state.
 */
export function nextJobStatus(step: { status: JobStatus; event: JobEvent; by: JobParty }): JobStep {
  const { status, event, by } = step;
  if (by === "stranger") return { refusal: { code: "not_found" } };
  if (!mayEver(event, by)) return { refusal: { code: "forbidden" } };
  const rule = LIFE_CYCLE[status][event];
  if (rule?.by.includes(by)) return { next: rule.to };
  return { refusal: refusalFor(status, event) };
}

function refusalFor(status: JobStatus, event: JobEvent): Refusal {
  switch (event) {
    case "edit":
    case "renew":
    case "close":
    case "accept_proposal":
      return refuseUnlessOpen(status) ?? wrongState(status);
    case "submit_work":
      return status === "under_review" ? { code: "already_submitted" } : wrongState(status);
    case "request_cancellation":
    case "withdraw_cancellation":
    case "agree_to_cancellation":
      return status === "under_review" ? { code: "work_submitted" } : wrongState(status);
    case "request_changes":
    case "mark_complete":
    case "window_passed":
    case "work_never_came":
    case "review":
      return wrongState(status);
  }
}

function wrongState(status: JobStatus): Refusal {
  return { code: "wrong_state", details: { state: JOB_STATUS_WORDS[status] } };
}

/** What `actor` is to a job without a hired freelancer: its client, or anyone else. */
export function jobParty(actor: Actor, job: { readonly clientId: Id<"usr"> }): JobParty {
  return actor.userId === job.clientId ? "client" : "stranger";
}

/** What people applied on: fixed from the first proposal on. */
export const FIXED_TERMS = ["budgetCents", "releaseRule", "reviewWindowDays", "rounds"] as const;

/** How often changes may be requested, unless the client chooses otherwise, and at most. */
export const USUAL_ROUNDS = 2;
export const MAX_ROUNDS = 10;

/** The names of the fields in which `next` differs from `job`; dates and lists compare by content. */
export function changedFields<T extends object>(job: T, next: Partial<T>): (keyof T & string)[] {
  const names: (keyof T & string)[] = [];
  for (const name in next) {
    if (JSON.stringify(job[name]) !== JSON.stringify(next[name])) names.push(name);
  }
  return names;
}

/** True when all of `fields` may change: everything until there is a proposal, then all but the fixed terms. */
export function mayChange(fields: readonly string[], hasProposals: boolean): boolean {
  return !hasProposals || !FIXED_TERMS.some((term) => fields.includes(term));
}

/** Why freelancers cannot do anything about a job in this state; null while they can. */
export function refuseUnlessOpen(status: JobStatus): Refusal | null {
  if (status === "open") return null;
  return { code: status === "expired" ? "job_expired" : "job_not_open" };
}

/** How many days a job is on the board, from its posting and from each renewal. */
export const JOB_DAYS = 30;
/** Its client is asked to renew it when so many days are left. */
const RENEWABLE_DAYS = 5;

/** When a job expires that is posted or renewed at this time. */
export function expiryFrom(at: Date): Date {
  return addDays(at, JOB_DAYS);
}

/** Its status at this time. */
export function jobStatusAt(
  job: { readonly status: StoredJobStatus; readonly expiresAt: Date },
  at: Date,
): JobStatus {
  return job.status === "open" && job.expiresAt <= at ? "expired" : job.status;
}

/** True while its client has not decided: proposals are waiting, or may come. */
export function isUndecided(status: JobStatus): boolean {
  return status === "open" || status === "expired";
}

/** True when its client is asked to renew it: it has expired, or will within days. */
export function mayRenew(
  job: { readonly status: JobStatus; readonly expiresAt: Date },
  at: Date,
): boolean {
  return isUndecided(job.status) && job.expiresAt <= addDays(at, RENEWABLE_DAYS);
}

/** True for a client's own job on which only the client can take the next step: read proposals, or renew it. */
export function needsItsClient(job: {
  readonly undecidedCount: number;
  readonly mayRenew: boolean;
}): boolean {
  return job.undecidedCount > 0 || job.mayRenew;
}

/** When the freelancer is paid, in plain words; shown wherever the price is. */
export function releaseRuleWords(terms: {
  readonly releaseRule: ReleaseRule;
  readonly reviewWindowDays: number;
}): string {
  return terms.releaseRule === "on_submission"
    ? "paid on submission"
    : `paid on approval, ${terms.reviewWindowDays} days after submission at the latest`;
}

/** Freelancers save open jobs, and may remove a saved job whatever became of it. */
export function maySave(job: {
  readonly status: JobStatus;
  readonly viewer: { readonly role: Role | null; readonly isSaved: boolean };
}): boolean {
  return job.viewer.role === "freelancer" && (job.status === "open" || job.viewer.isSaved);
}

/** With fewer proposals than this, a range would show what single people asked for. */
const OFFERS_SHOWN_FROM = 5;

type Range = { readonly lowestCents: Cents; readonly highestCents: Cents };

/**
 * What everyone may know about the offers on a job: from five offers on, the range, widened to steps of about a tenth
 * of the budget. The ends of the exact range would be two people's prices, and a new end would be the newest one's.
 */
export function publicOffers(
  count: number,
  offers: Range | null,
  budgetCents: Cents,
): Range | null {
  if (offers === null || count < OFFERS_SHOWN_FROM) return null;
  const step = stepAtLeast(cents(Math.ceil(budgetCents / 10)));
  return {
    lowestCents: cents(Math.floor(offers.lowestCents / step) * step),
    highestCents: cents(Math.ceil(offers.highestCents / step) * step),
  };
}
