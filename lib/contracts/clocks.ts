import type { clocks } from "#db/schema";
import { addDays } from "#lib/time";
import type { Milestone } from "./milestones.ts";

/** What happens by itself. */
export type ClockEvent = (typeof clocks.$inferSelect)["what"];

type ClockRow = typeof clocks.$inferSelect;

/** What happens when nobody acts, when, and who could. */
export type Clock = Pick<ClockRow, "what" | "at" | "waitsFor">;

/** The same for a dispute, and what the freelancer then gets of the disputed money; null where nothing moves. */
export type DisputeClock = Pick<ClockRow, "at" | "waitsFor" | "toFreelancerCents"> & {
  readonly what: Extract<
    ClockEvent,
    "claim_unanswered" | "negotiation_over" | "mediation_over" | "decision_stands" | "appeal_over"
  >;
};

/** True of the clocks of disputes. */
export function isDisputeClock<C extends { readonly what: ClockEvent }>(
  clock: C,
): clock is C & { readonly what: DisputeClock["what"] } {
  switch (clock.what) {
    case "claim_unanswered":
    case "negotiation_over":
    case "mediation_over":
    case "decision_stands":
    case "appeal_over":
      return true;
    case "window_passed":
    case "work_never_came":
    case "return_unanswered":
    case "change_lapses":
    case "reviews_open":
      return false;
  }
}

/** How long held money waits for work that does not come, from the day on which it was due. */
export const RETURN_DAYS = 60;

/** After an absence of this length nothing that fell due happens at once. */
export const DOWNTIME_MS = 60 * 60_000;
/** And people have at least this long before their silence counts. */
export const FAIR_DAYS = 1;

/** However it goes, a dispute is over after so many days. */
export const MOST_DISPUTE_DAYS = 60;

/** The clock of a milestone that is worked on, from `at` on: hired, or sent back. */
export function workClock({ dueAt }: Pick<Milestone, "dueAt">, at: Date): Clock {
  const from = dueAt !== null && dueAt > at ? dueAt : at;
  return { what: "work_never_came", at: addDays(from, RETURN_DAYS), waitsFor: "freelancer" };
}

/** The clock of a milestone that the client looks at. */
export function reviewClock(reviewWindowDays: number, submittedAt: Date): Clock {
  return {
    what: "window_passed",
    at: addDays(submittedAt, reviewWindowDays),
    waitsFor: "client",
  };
}

/** What the clock of a contract's reviews is called. */
export const REVIEWS = "reviews";
/** How long both may review a contract that is final. */
export const REVIEW_DAYS = 14;

/** The clock of the reviews of a contract that became final at `at`. */
export function reviewsClock(at: Date): Clock {
  return { what: "reviews_open", at: addDays(at, REVIEW_DAYS), waitsFor: "both" };
}

/** True when it is time. */
export function isDue(clock: Pick<Clock, "at"> | null, at: Date): boolean {
  return clock !== null && clock.at <= at;
}

/** From how many days after the agreed one a client may ask for the money back. */
export const LATE_DAYS = 7;
/** And how long the freelancer has to answer. */
const ANSWER_DAYS = 2;

/** The clock of a client who asks for the money back. */
export function returnClock(at: Date): Clock {
  return { what: "return_unanswered", at: addDays(at, ANSWER_DAYS), waitsFor: "freelancer" };
}

/** How long a proposal waits for its answer. */
export const LAPSE_DAYS = 7;

/** The clock of a proposal that one side has made. */
export function changeClock(by: "client" | "freelancer", at: Date): Clock {
  const waitsFor = by === "client" ? "freelancer" : "client";
  return { what: "change_lapses", at: addDays(at, LAPSE_DAYS), waitsFor };
}

/** The clock that a milestone has in its state, wound at `at`; null where nothing waits. */
export function clockOf(
  milestone: Pick<Milestone, "status" | "dueAt">,
  { reviewWindowDays }: { readonly reviewWindowDays: number },
  at: Date,
): Clock | null {
  switch (milestone.status) {
    case "funded":
      return workClock(milestone, at);
    case "submitted":
      return reviewClock(reviewWindowDays, at);
    case "planned":
    case "disputed":
    case "released":
    case "settled":
    case "dropped":
      return null;
  }
}
