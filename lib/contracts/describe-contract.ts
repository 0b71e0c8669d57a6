import { type Cents, cents, formatCents } from "#lib/money";
import type { ContractParty, MoneyView, Sentence } from "./contract-views.ts";
import { describeDisputeClock } from "./describe-dispute.ts";
import { feeOnNext } from "./milestones.ts";
import { called, type Names } from "./names.ts";
import {
  type ContractFacts,
  deadlineOf,
  freeCents,
  isLate,
  isNewlyHired,
  moneyEffect,
  nextContractStatus,
  returnableFrom,
  reviewEnd,
} from "./policy.ts";
import { splitOf } from "./settlements.ts";

function day(moment: Date) {
  return { moment, form: "date" } as const;
}

function exact(moment: Date) {
  return { moment, form: "long" } as const;
}

/** A contract in words, for one of its parties, at one moment. */
export function describeContract(contract: ContractFacts, at: Date, names: Names) {
  return {
    money: moneyView(contract, names),
    ifNobodyActs: ifNobodyActs(contract, at, names),
    standing: describeStanding(contract, at, names),
  };
}

/** What the reader calls a payment: the client what they pay, the freelancer what is left after the fee. */
function paidCents(contract: ContractFacts, amountCents: Cents, { viewer }: Names): Cents {
  const feeCents = viewer === "client" ? 0 : feeOnNext(contract, amountCents, contract.fee);
  return cents(amountCents - feeCents);
}

/** What was paid, as the reader calls it. */
function wasPaidCents({ releasedCents, earnedCents }: ContractFacts, { viewer }: Names): Cents {
  return viewer === "client" ? releasedCents : earnedCents;
}

/**
 * "If nobody acts": one sentence about what happens next, to whose money, and when. It asks the same policy that the
 * clock acts by, at the time when the clock will act.
 */
function ifNobodyActs(contract: ContractFacts, at: Date, names: Names): Sentence {
  const { clock, disputeClock, releasedAt, completedAt, cancelledAt } = contract;
  const amount = formatCents(contract.priceCents);
  const to = called(names, "freelancer");
  if (contract.milestoneStatus === "planned") return [beforeItIsHeld(names)];
  if (cancelledAt) {
    return [
      `${contract.isLast ? "The contract" : "This part"} is cancelled: ${amount} went back to ${called(names, "client")} on `,
      exact(cancelledAt),
      ".",
    ];
  }
  if (completedAt) {
    const paidAt = exact(releasedAt ?? completedAt);
    const paid = formatCents(wasPaidCents(contract, names));
    const what = contract.isLast ? "The contract" : "This part";
    const back =
      contract.refundedCents > 0
        ? `, and ${formatCents(contract.refundedCents)} went back to ${called(names, "client")}`
        : "";
    return [`${what} is complete: ${paid} was paid to ${to} on `, paidAt, `${back}.`];
  }
  if (disputeClock) return whileDisputed(contract, at, names);
  switch (clock?.what) {
    case "window_passed":
      return whenTheWindowPasses(contract, clock.at, at, names);
    case "work_never_came":
    case "return_unanswered":
      return whileWorkIsDone(contract, clock.at, at, names);
    case "change_lapses":
    case "reviews_open":
    case "claim_unanswered":
    case "negotiation_over":
    case "mediation_over":
    case "decision_stands":
    case "appeal_over":
    case undefined:
      throw new Error("Held money without a next moment");
  }
}

/** What the disputed money comes to by the dispute's clock, and what happens to the rest meanwhile. */
function whileDisputed(contract: ContractFacts, at: Date, names: Names): Sentence {
  const { disputeClock, clock } = contract;
  if (!disputeClock) throw new Error("A dispute without a next moment");
  const { toFreelancerCents } = disputeClock;
  const split =
    toFreelancerCents === null
      ? null
      : splitOf(contract, contract.disputedCents, toFreelancerCents);
  const free = freeCents(contract);
  if (free === 0) return describeDisputeClock(disputeClock, split, at, names);
  const amount = formatCents(paidCents(contract, free, names));
  const freelancer = called(names, "freelancer");
  const rest: Sentence =
    clock?.what === "window_passed"
      ? [`. Of what is not disputed, ${amount} goes to ${freelancer} on `, exact(clock.at)]
      : [`. ${formatCents(free)} is not disputed and waits until then`];
  return describeDisputeClock(disputeClock, split, at, names, rest);
}

/** Nothing is held, so nothing happens by itself. */
function beforeItIsHeld(names: Names): string {
  const client = called(names, "client");
  const holds = client === "you" ? "you hold the money" : `${client} holds the money`;
  return `Nothing happens until ${holds} for it. Work on it begins only then.`;
}

function whenTheWindowPasses(
  contract: ContractFacts,
  reviewEndsAt: Date,
  at: Date,
  names: Names,
): Sentence {
  const step = { contract, event: "window_passed", by: "system", at: reviewEndsAt } as const;
  const next = nextContractStatus(step);
  if ("refusal" in next) return ["If nobody acts, nothing changes."];
  const { to, amountCents } = moneyEffect(contract, "window_passed");
  const amount = formatCents(paidCents(contract, amountCents, names));
  const isNow = reviewEndsAt <= at;
  const freelancer = called(names, "freelancer");
  const ends = contract.isLast ? ", and the job is completed" : "";
  if (to === "freelancer") {
    return isNow
      ? [`The review window has passed: ${amount} goes to ${freelancer} in a moment${ends}.`]
      : [`If nobody acts, ${amount} goes to ${freelancer} on `, exact(reviewEndsAt), `${ends}.`];
  }
  const paid = `${formatCents(wasPaidCents(contract, names))} has already been paid to ${freelancer}`;
  const what = contract.isLast ? "the job is completed" : "this part is approved";
  return isNow
    ? [`The review window has passed: ${what} in a moment; ${paid}.`]
    : [`If nobody acts, ${what} on `, exact(reviewEndsAt), `; ${paid}.`];
}

/** The money goes back when the work does not come. What either side may do until then ends it sooner. */
function whileWorkIsDone(
  contract: ContractFacts,
  returnsAt: Date,
  at: Date,
  names: Names,
): Sentence {
  const amount = formatCents(contract.heldCents);
  const client = called(names, "client");
  const step = { contract, event: "work_never_came", by: "system", at: returnsAt } as const;
  if ("refusal" in nextContractStatus(step)) return ["If nobody acts, nothing changes."];
  if (returnsAt <= at)
    return [`The work did not come: ${amount} goes back to ${client} in a moment.`];
  const goes = `f nobody acts, ${amount} goes back to ${client} on `;
  const back = [`I${goes}`, exact(returnsAt)] as const;
  if (contract.cancellationRequestedBy) {
    return [...back, `; until then ${mayAnswer(contract.cancellationRequestedBy, names)}.`];
  }
  const who = called(names, "freelancer");
  if (contract.clock?.what === "return_unanswered") {
    const asks = client === "you" ? "You ask" : `${capital(client)} asks`;
    return [
      `${asks} for the money back: i${goes}`,
      exact(returnsAt),
      `; until then ${who} may submit the work or say no.`,
    ];
  }
  if (contract.submissionCount > 0)
    return [...back, `; until then ${who} may submit the work again.`];
  if (isLate(contract, at)) {
    const from = returnableFrom(contract);
    const ask = client === "you" ? "you may" : `${client} may`;
    return [
      "The agreed day was ",
      day(contract.dueAt),
      `: i${goes}`,
      exact(returnsAt),
      `; until then ${who} may submit the work, or both sides agree to cancel`,
      ...(from && from > at
        ? [`, and ${ask} ask for it from `, day(from), " on."]
        : [`, and ${ask} ask for it now.`]),
    ];
  }
  const has = who === "you" ? "you have" : `${who} has`;
  return [...back, `; ${has} until `, day(contract.dueAt), " to submit the work."];
}

/** What ends a request to cancel: the other side agrees, or the work comes. */
function mayAnswer(asked: ContractParty, names: Names): string {
  const freelancer = called(names, "freelancer");
  return asked === "client"
    ? `${freelancer} may agree to cancel, or submit the work`
    : `${called(names, "client")} may agree to cancel, or ${freelancer} may submit the work`;
}

/** Where the money is and what moves it on, for the money line. */
function moneyView(contract: ContractFacts, names: Names): MoneyView {
  const { priceCents: amountCents, heldCents, releasedAt, cancelledAt, disputeClock } = contract;
  const reviewEndsAt = reviewEnd(contract);
  if (contract.milestoneStatus === "planned") {
    return { place: "client", amountCents, condition: ["not held yet"] };
  }
  if (cancelledAt) return { place: "refunded", amountCents, condition: [day(cancelledAt)] };
  if (releasedAt && heldCents === 0) {
    const paid = wasPaidCents(contract, names);
    return { place: "freelancer", amountCents: paid, condition: [day(releasedAt)] };
  }
  if (disputeClock) {
    const condition: Sentence = ["in dispute, next step ", day(disputeClock.at)];
    return { place: "held", amountCents: heldCents, condition };
  }
  if (contract.releaseRule === "on_submission") {
    return { place: "held", amountCents: heldCents, condition: ["until the work is submitted"] };
  }
  const condition: Sentence = reviewEndsAt
    ? ["on approval, ", day(reviewEndsAt), " at the latest"]
    : [`until approved, or ${contract.reviewWindowDays} days after submission`];
  return { place: "held", amountCents: heldCents, condition };
}

/** One line for a list: the state, who has to act, and until when. */
function describeStanding(contract: ContractFacts, at: Date, names: Names): Sentence {
  const other = names.viewer === "client" ? names.freelancer : names.client;
  const asked = contract.cancellationRequestedBy;
  if (asked) {
    return asked === names.viewer
      ? [`You asked ${other} to cancel`]
      : [`${other} asks to cancel this contract`];
  }
  const deadline = deadlineOf(contract);
  if (contract.disputeClock) {
    return [`In dispute with ${other}, next step `, day(contract.disputeClock.at)];
  }
  switch (contract.status) {
    case "in_progress":
      return describeWork(contract, at, names, other);
    case "under_review":
      return names.viewer === "client"
        ? [
            `${other} submitted version ${contract.submissionCount}`,
            ...until(", review by ", deadline),
          ]
        : [other, ...until(" reviews until ", deadline)];
    case "completed":
      return [other, ...until(", completed ", contract.completedAt)];
    case "cancelled":
      return [other, ...until(", cancelled ", contract.cancelledAt)];
    case "open":
    case "closed":
      return [other];
  }
}

function describeWork(contract: ContractFacts, at: Date, names: Names, other: string): Sentence {
  const isClient = names.viewer === "client";
  if (contract.milestoneStatus === "planned") {
    return isClient
      ? [`The next milestone for ${other} is not held yet`]
      : [`${other} has not held the next milestone yet`];
  }
  if (contract.submissionCount > 0) {
    return isClient
      ? [`${other} is making your changes to version ${contract.submissionCount}`]
      : [`${other} requested changes to version ${contract.submissionCount}`];
  }
  if (isLate(contract, at)) return [other, ", was due ", day(contract.dueAt)];
  if (isClient) return [other, " has until ", day(contract.dueAt)];
  return isNewlyHired(contract, at)
    ? [`You were hired by ${other}, submit by `, day(contract.dueAt)]
    : [other, ", submit by ", day(contract.dueAt)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function until(words: string, moment: Date | null): Sentence {
  return moment ? [words, day(moment)] : [];
}
