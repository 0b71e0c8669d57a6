import type { disputeOffers, disputes } from "#db/schema";
import { type DisputeClock, MOST_DISPUTE_DAYS } from "#lib/contracts/clocks";
import type { MilestoneStatus } from "#lib/contracts/milestones";
import type { Refusal } from "#lib/jobs/policy";
import { type Cents, cents } from "#lib/money";
import { addDays } from "#lib/time";
import type { DisputeVoice } from "./schema.ts";

/**
 * - *opened*: the other side answers, or accepts the claim.
 * - *negotiation*: both make offers and accept one.
 * - *mediation*: a mediator asks and decides; both may still agree.
 * - *decided*: either side may appeal, once.
 * - *appeal*: another mediator decides again, and that is the end of it.
 */
export type DisputeState = (typeof disputes.$inferSelect)["state"];

/** What it came to. */
export type DisputeOutcome = NonNullable<(typeof disputes.$inferSelect)["outcome"]>;

export const DISPUTE_STEPS = [
  "accept_claim",
  "answer",
  "make_offer",
  "accept_offer",
  "add_statement",
  "ask_question",
  "decide",
  "appeal",
  "withdraw",
] as const;
export type DisputeStep = (typeof DISPUTE_STEPS)[number];

type OpenState = Exclude<DisputeState, "ended">;

/** How long each state lasts at most, and what then happens by itself. */
export const STATES = {
  opened: { days: 5, what: "claim_unanswered" },
  negotiation: { days: 7, what: "negotiation_over" },
  mediation: { days: 14, what: "mediation_over" },
  decided: { days: 3, what: "decision_stands" },
  appeal: { days: 14, what: "appeal_over" },
} as const satisfies Record<OpenState, { days: number; what: DisputeClock["what"] }>;

/** Each state in words, for a refusal: "the dispute is being negotiated". */
export const STATE_WORDS: Readonly<Record<DisputeState, string>> = {
  opened: "open and not answered yet",
  negotiation: "being negotiated",
  mediation: "with a mediator",
  decided: "decided",
  appeal: "decided again",
  ended: "over",
};

/** The facts that the rules look at. */
export type DisputeFacts = Pick<
  typeof disputes.$inferSelect,
  "state" | "amountCents" | "claimToFreelancerCents" | "appealedBy"
> & {
  readonly openedBy: "client" | "freelancer";
  /** Of a mediator, whether this one may decide now. */
  readonly mayDecide: boolean;
};

/** In which states a side may take each step, and which side; what is not named is the mediator's. */
const WHEN: Readonly<Record<DisputeStep, readonly DisputeState[]>> = {
  accept_claim: ["opened"],
  answer: ["opened"],
  make_offer: ["negotiation", "mediation"],
  accept_offer: ["negotiation", "mediation"],
  add_statement: ["opened", "negotiation", "mediation", "decided", "appeal"],
  ask_question: ["mediation", "appeal"],
  decide: ["mediation", "appeal"],
  appeal: ["decided"],
  // Whoever has been decided against cannot take back what was asked.
  withdraw: ["opened", "negotiation", "mediation"],
};

/** Why this voice cannot take the step now; null when it can. */
export function disputeRefusal(
  dispute: DisputeFacts,
  step: DisputeStep,
  voice: DisputeVoice,
): Refusal | null {
  if (!isTheirs(dispute, step, voice)) return { code: "forbidden" };
  if (!WHEN[step].includes(dispute.state)) {
    return { code: "dispute_state", details: { state: STATE_WORDS[dispute.state] } };
  }
  if (step === "decide" && !dispute.mayDecide) return { code: "other_mediator" };
  return null;
}

/** For each step, null when this voice may take it now, or why not. */
export function refusalsOf(
  dispute: DisputeFacts,
  voice: DisputeVoice,
): Record<DisputeStep, Refusal | null> {
  const ask = (step: DisputeStep) => disputeRefusal(dispute, step, voice);
  return {
    accept_claim: ask("accept_claim"),
    answer: ask("answer"),
    make_offer: ask("make_offer"),
    accept_offer: ask("accept_offer"),
    add_statement: ask("add_statement"),
    ask_question: ask("ask_question"),
    decide: ask("decide"),
    appeal: ask("appeal"),
    withdraw: ask("withdraw"),
  };
}

function isTheirs({ openedBy }: DisputeFacts, step: DisputeStep, voice: DisputeVoice): boolean {
  switch (step) {
    case "accept_claim":
    case "answer":
      return voice !== "mediator" && voice !== openedBy;
    case "withdraw":
      return voice === openedBy;
    case "make_offer":
    case "accept_offer":
    case "add_statement":
    case "appeal":
      return voice !== "mediator";
    case "ask_question":
    case "decide":
      return voice === "mediator";
  }
}

/** Why nobody can open a dispute about a milestone now; null when that is possible. */
export function disputableRefusal({
  status,
  heldCents,
  isDue,
  hasWithdrawn,
}: {
  status: MilestoneStatus;
  heldCents: Cents;
  /** Its own clock is about to move the money. */
  isDue: boolean;
  /** This person has withdrawn a dispute about it. */
  hasWithdrawn: boolean;
}): Refusal | null {
  if (status === "disputed") return { code: "in_dispute" };
  if (heldCents === 0) return { code: "nothing_disputable" };
  if (isDue) return { code: "dispute_too_late" };
  return hasWithdrawn ? { code: "dispute_again" } : null;
}

/** What a decision has to answer: the items that the dispute is about, and the claim as a whole. */
export function claimsOf({ items }: Pick<typeof disputes.$inferSelect, "items">): string[] {
  return [...items, "The claim as a whole"];
}

/**
 * The clock of a state that is entered at `at`. `toFreelancerCents` is what the freelancer then gets of the disputed
 * money; null where nothing moves. No clock reaches beyond the last day that a dispute may have.
 */
export function disputeClock(
  state: OpenState,
  {
    openedAt,
    openedBy,
    at,
    toFreelancerCents,
  }: {
    openedAt: Date;
    openedBy: "client" | "freelancer";
    at: Date;
    toFreelancerCents: Cents | null;
  },
): DisputeClock {
  const { days, what } = STATES[state];
  const ends = addDays(at, days);
  const last = addDays(openedAt, MOST_DISPUTE_DAYS);
  return {
    what,
    at: new Date(Math.min(ends.getTime(), last.getTime())),
    waitsFor: waitsFor(state, openedBy),
    toFreelancerCents,
  };
}

function waitsFor(state: OpenState, openedBy: "client" | "freelancer"): DisputeClock["waitsFor"] {
  switch (state) {
    case "opened":
      return openedBy === "client" ? "freelancer" : "client";
    case "negotiation":
    case "decided":
      return "both";
    case "mediation":
    case "appeal":
      return "mediator";
  }
}

/** The latest offer of each side, which is what each wants now: at first the claim, and the answer to it. */
export function lastOffers<O extends Pick<typeof disputeOffers.$inferSelect, "number" | "madeBy">>(
  offers: readonly O[],
): O[] {
  const newest = [...offers].sort((a, b) => b.number - a.number);
  return newest.filter((offer, index) =>
    newest.slice(0, index).every(({ madeBy }) => madeBy !== offer.madeBy),
  );
}

/** The middle between two offers, in minor units. A cent that cannot be halved goes to the client. */
export function middleOf(first: Cents, second: Cents): Cents {
  return cents((BigInt(first) + BigInt(second)) / 2n);
}
