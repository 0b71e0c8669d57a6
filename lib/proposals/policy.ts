import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { type JobStatus, type Refusal, refuseUnlessOpen } from "#lib/jobs/policy";

/** How much a freelancer writes to the client, in characters. */
export const LETTER_MIN = 40;
export const LETTER_MAX = 5000;

/** A proposal that its client has neither opened nor answered for so many days no longer counts as live. */
export const UNANSWERED_DAYS = 7;

/** A letter that was sent to so many other jobs is a letter to many. */
export const SAME_LETTER_FROM = 3;

export const PROPOSAL_STATUSES = [
  "submitted",
  "accepted",
  "declined",
  "withdrawn",
  "not_selected",
] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

export const PROPOSAL_EVENTS = [
  "accept",
  "decline",
  "shortlist",
  "change",
  "confirm",
  "withdraw",
  "pass_over",
] as const;
export type ProposalEvent = (typeof PROPOSAL_EVENTS)[number];

/** The actor as seen from the proposal: the job's client, the freelancer who made it, or anyone else. */
export type ProposalParty = "client" | "freelancer" | "stranger";

export type ProposalStep = { readonly next: ProposalStatus } | { readonly refusal: Refusal };

/**
 * What may become of a proposal. Only a submitted one is live; every other state is final and tells both sides how it
 * ended. `pass_over` happens to the others when a freelancer is hired or the job is closed.
 */
const WAYS_ON: Record<ProposalEvent, { by: ProposalParty; to: ProposalStatus }> = {
  accept: { by: "client", to: "accepted" },
  decline: { by: "client", to: "declined" },
  shortlist: { by: "client", to: "submitted" },
  pass_over: { by: "client", to: "not_selected" },
  change: { by: "freelancer", to: "submitted" },
  confirm: { by: "freelancer", to: "submitted" },
  withdraw: { by: "freelancer", to: "withdrawn" },
};

/** One step of a proposal's life: the next status, or why not. Pure; strangers learn nothing (`not_found`). */
export function nextProposalStatus(step: {
  status: ProposalStatus;
  event: ProposalEvent;
  by: ProposalParty;
}): ProposalStep {
  const way = WAYS_ON[step.event];
  if (step.by === "stranger") return { refusal: { code: "not_found" } };
  if (step.by !== way.by) return { refusal: { code: "forbidden" } };
  if (step.status !== "submitted") return { refusal: { code: "proposal_not_live" } };
  return { next: way.to };
}

export function proposalParty(
  actor: Actor,
  proposal: { readonly clientId: Id<"usr">; readonly freelancerId: Id<"usr"> },
): ProposalParty {
  if (actor.userId === proposal.clientId) return "client";
  return actor.userId === proposal.freelancerId ? "freelancer" : "stranger";
}

/** Why this person may not apply to this job now, or null when they may. */
export function refuseApplying(
  actor: Actor,
  job: { readonly status: JobStatus; readonly clientId: Id<"usr"> },
  freelancer: { readonly isOnboarded: boolean; readonly hasLiveProposal: boolean },
): Refusal | null {
  if (actor.userId === job.clientId) return { code: "own_job" };
  if (actor.role !== "freelancer") return { code: "forbidden" };
  if (freelancer.hasLiveProposal) return { code: "already_applied" };
  const refusal = refuseUnlessOpen(job.status);
  if (refusal) return refusal;
  return freelancer.isOnboarded ? null : { code: "profile_incomplete" };
}

/** What a client's first answer to a proposal leaves: it was read, and answered. Later ones change nothing. */
export function answeredBy(
  proposal: { readonly readAt: Date | null; readonly answeredAt: Date | null },
  at: Date,
): { readAt: Date; answeredAt: Date } {
  return { readAt: proposal.readAt ?? at, answeredAt: proposal.answeredAt ?? at };
}
