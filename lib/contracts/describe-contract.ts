import { withoutFee } from "#lib/jobs/fee";
import { type Cents, formatCents } from "#lib/money";
import {
  type ContractFacts,
  deadlineOf,
  isLate,
  isNewlyHired,
  moneyEffect,
  nextContractStatus,
} from "./policy.ts";
import type { ContractParty, MoneyView, Sentence } from "./schema.ts";

/** The two names in a sentence for `viewer`: "you", or the other side's name. */
export type Names = {
  readonly viewer: ContractParty;
  readonly client: string;
  readonly freelancer: string;
};

/** "you", or the name of the other side. */
export function called(names: Names, party: ContractParty): string {
  return names.viewer === party ? "you" : names[party];
}

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
function paidCents({ fee }: ContractFacts, amountCents: Cents, { viewer }: Names): Cents {
  return viewer === "client" ? amountCents : withoutFee(amountCents, fee);
}

/**
 * "If nobody acts": one sentence about what happens next, to whose money, and when. It asks the same policy that the
 * clock acts by, at the time when the clock will act.
 */
function ifNobodyActs(contract: ContractFacts, at: Date, names: Names): Sentence {
  const { reviewEndsAt, releasedAt, completedAt, cancelledAt } = contract;
  const amount = formatCents(contract.priceCents);
  const to = called(names, "freelancer");
  if (cancelledAt) {
    return [
      `The contract is cancelled: ${amount} went back to ${called(names, "client")} on `,
      exact(cancelledAt),
      ".",
    ];
  }
  if (completedAt) {
    const paidAt = exact(releasedAt ?? completedAt);
    const paid = formatCents(paidCents(contract, contract.priceCents, names));
    return [`The contract is complete: ${paid} was paid to ${to} on `, paidAt, "."];
  }
  if (reviewEndsAt) return whenTheWindowPasses(contract, reviewEndsAt, at, names);
  return whileWorkIsDone(contract, at, names);
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
  if (to === "freelancer") {
    return isNow
      ? [
          `The review window has passed: ${amount} goes to ${freelancer} in a moment, and the job is completed.`,
        ]
      : [
          `If nobody acts, ${amount} goes to ${freelancer} on `,
          exact(reviewEndsAt),
          ", and the job is completed.",
        ];
  }
  const paid = `${amount} has already been paid to ${freelancer}`;
  return isNow
    ? [`The review window has passed: the job is completed in a moment; ${paid}.`]
    : ["If nobody acts, the job is completed on ", exact(reviewEndsAt), `; ${paid}.`];
}

function whileWorkIsDone(contract: ContractFacts, at: Date, names: Names): Sentence {
  const amount = formatCents(contract.priceCents);
  const who = called(names, "freelancer");
  const submits = who === "you" ? "you submit" : `${who} submits`;
  if (contract.cancellationRequestedBy === "client") {
    const submit = who === "you" ? "submit" : "submits";
    const agree = who === "you" ? "you agree" : `${who} agrees`;
    return [
      `If nobody acts, ${amount} stays held until ${agree} to cancel, or ${submit} the work.`,
    ];
  }
  if (contract.cancellationRequestedBy === "freelancer") {
    const client = called(names, "client");
    const agree = client === "you" ? "you agree" : `${client} agrees`;
    return [
      `If nobody acts, ${amount} stays held until ${agree} to cancel, or ${submits} the work.`,
    ];
  }
  if (contract.submissionCount > 0) {
    return [`If nobody acts, ${amount} stays held until ${submits} the work again.`];
  }
  if (isLate(contract, at)) {
    return [
      "The agreed day was ",
      day(contract.dueAt),
      `: if nobody acts, ${amount} stays held until ${submits} the work or both sides agree to cancel.`,
    ];
  }
  const has = who === "you" ? "you have" : `${who} has`;
  return [
    `If nobody acts, ${amount} stays held; ${has} until `,
    day(contract.dueAt),
    " to submit the work.",
  ];
}

/** Where the money is and what moves it on, for the money line. */
function moneyView(contract: ContractFacts, names: Names): MoneyView {
  const { priceCents: amountCents, releasedAt, cancelledAt, reviewEndsAt } = contract;
  if (cancelledAt) return { place: "refunded", amountCents, condition: [day(cancelledAt)] };
  if (releasedAt) {
    const paid = paidCents(contract, amountCents, names);
    return { place: "freelancer", amountCents: paid, condition: [day(releasedAt)] };
  }
  if (contract.releaseRule === "on_submission") {
    return { place: "held", amountCents, condition: ["until the work is submitted"] };
  }
  const condition: Sentence = reviewEndsAt
    ? ["on approval, ", day(reviewEndsAt), " at the latest"]
    : [`until approved, or ${contract.reviewWindowDays} days after submission`];
  return { place: "held", amountCents, condition };
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

function until(words: string, moment: Date | null): Sentence {
  return moment ? [words, day(moment)] : [];
}
