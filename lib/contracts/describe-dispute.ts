import { cents, formatCents } from "#lib/money";
import type { DisputeClock } from "./clocks.ts";
import type { Sentence, SplitView } from "./contract-views.ts";
import { called, type Names } from "./names.ts";

/**
 * "If nobody acts", of a dispute: what its clock does, when, and what the disputed money then comes to. Without a split
 * nothing moves. What goes on beside it is `rest`.
 */
export function describeDisputeClock(
  clock: DisputeClock,
  split: SplitView | null,
  at: Date,
  reader: Names,
  rest: Sentence = [],
): Sentence {
  const isNow = clock.at <= at;
  const event = EVENTS[clock.what];
  const goes = split ? `: ${splitText(split, reader)}` : "; until then nothing moves";
  const next: Sentence = isNow
    ? [`${capital(event)} in a moment${goes}`]
    : [`If nobody acts, ${event} on `, { moment: clock.at, form: "long" }, goes];
  return [...next, ...rest, "."];
}

const EVENTS: Readonly<Record<DisputeClock["what"], string>> = {
  claim_unanswered: "the claim is granted",
  negotiation_over: "the dispute goes to a mediator",
  mediation_over: "the middle between the last offers is carried out",
  decision_stands: "the mediator’s decision is carried out",
  appeal_over: "the decision stands and is carried out",
};

/** "$200.00 goes back to you and $285.00 goes to Ana". A freelancer reads what is left after the fee. */
export function splitText(
  { toFreelancerCents, toClientCents, feeCents }: SplitView,
  reader: Names,
): string {
  const paidCents =
    reader.viewer === "freelancer" ? toFreelancerCents : cents(toFreelancerCents + feeCents);
  const back = `${formatCents(toClientCents)} goes back to ${called(reader, "client")}`;
  const paid = `${formatCents(paidCents)} goes to ${called(reader, "freelancer")}`;
  return [...(toClientCents > 0 ? [back] : []), ...(paidCents > 0 ? [paid] : [])].join(" and ");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
