import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import type { JobStatus, Refusal } from "#lib/jobs/policy";
import type { ProposalStatus } from "#lib/proposals/policy";
import { DAY_MS, MINUTE_MS } from "#lib/time";
import type { WritingRefusal } from "./schema.ts";

/** The longest texts, for the forms' counters. */
export const BODY_MAX = 10_000;
/** With so many messages people get to know each other: what leads away from here is pointed out in them. */
export const FIRST_MESSAGES = 3;

/** How long a message can be edited or deleted. */
export const CHANGEABLE_MINUTES = 15;

/** The ways to react to a message, in the order in which they are shown. */
export const REACTIONS = ["agree", "love", "smile", "celebrate", "look", "thank"] as const;
export type Reaction = (typeof REACTIONS)[number];

export const INBOX_FILTERS = ["all", "unread", "archived"] as const;
export type InboxFilter = (typeof INBOX_FILTERS)[number];

/** How often a stream says that it is still there. A browser that misses two of them opens a new one. */
export const STREAM_BEAT_MS = 10_000;

/** How many freelancers a client may write to first, within `INVITATION_PERIOD_MS`. */
export const INVITATIONS_MAX = 30;
export const INVITATION_PERIOD_MS = DAY_MS;

/** The two people of a conversation. */
export type Pair = { readonly clientId: Id<"usr">; readonly freelancerId: Id<"usr"> };

/** The facts that the rules look at before a conversation exists. */
export type OpeningFacts = Pair & {
  readonly jobStatus: JobStatus;
  /** The status of the freelancer's latest proposal on this job; null when there is none. */
  readonly proposalStatus: ProposalStatus | null;
  /** False when no freelancer with a profile has this id. */
  readonly isFreelancer: boolean;
  readonly isBlocked: boolean;
  /** How many invitations the client has sent within the period. */
  readonly invitationCount: number;
};

export type Opening = { readonly isInvitation: boolean } | { readonly refusal: Refusal };

/**
 * Who may begin a conversation about a job: both people once there is a proposal; the job's client even before, as an
 * invitation to an open job. A withdrawn proposal does not let its freelancer begin. Pure.
 */
export function judgeOpening(actor: Pick<Actor, "userId">, facts: OpeningFacts): Opening {
  const { clientId, freelancerId, proposalStatus } = facts;
  if (clientId === freelancerId) return { refusal: { code: "own_job" } };
  if (actor.userId !== clientId && actor.userId !== freelancerId) {
    return { refusal: { code: "not_found" } };
  }
  if (!facts.isFreelancer) return { refusal: { code: "not_found" } };
  if (facts.isBlocked) return { refusal: { code: "blocked" } };
  const hasProposal = proposalStatus !== null && proposalStatus !== "withdrawn";
  if (hasProposal) return { isInvitation: false };
  if (actor.userId === freelancerId) return { refusal: { code: "cannot_write_first" } };
  if (facts.jobStatus === "expired") return { refusal: { code: "job_expired" } };
  if (facts.jobStatus !== "open") return { refusal: { code: "cannot_write_first" } };
  return facts.invitationCount < INVITATIONS_MAX
    ? { isInvitation: true }
    : {
        refusal: {
          code: "invitations_used_up",
          details: { max: INVITATIONS_MAX, retryAfterSeconds: DAY_MS / 1000 },
        },
      };
}

/** The other one of the two, or null for a person who is not in the conversation. */
export function otherOf(userId: Id<"usr">, { clientId, freelancerId }: Pair): Id<"usr"> | null {
  if (userId === clientId) return freelancerId;
  return userId === freelancerId ? clientId : null;
}

/** Why the viewer cannot write; the viewer's own block is named first, because they can lift it. */
export function writingRefusal(blocked: {
  readonly byMe: boolean;
  readonly byOther: boolean;
  readonly hasLeft: boolean;
}): WritingRefusal | null {
  if (blocked.hasLeft) return "left";
  if (blocked.byMe) return "blocked_by_me";
  return blocked.byOther ? "blocked_by_other" : null;
}

/** The facts that the rules look at before a message is edited or deleted. */
export type MessageFacts = {
  readonly senderId: Id<"usr">;
  readonly createdAt: Date;
  readonly deletedAt: Date | null;
};

/** Why this person may not edit or delete this message now, or null when they may. Pure. */
export function refuseChanging(
  actor: Pick<Actor, "userId">,
  message: MessageFacts,
  at: Date,
): Refusal | null {
  if (message.senderId !== actor.userId) return { code: "forbidden" };
  if (message.deletedAt) return { code: "message_deleted" };
  return isChangeable(message.createdAt, at)
    ? null
    : { code: "too_late", details: { minutes: CHANGEABLE_MINUTES } };
}

/** True for as long after sending as the sender may still change a message. */
export function isChangeable(createdAt: Date, at: Date): boolean {
  return at.getTime() - createdAt.getTime() < CHANGEABLE_MINUTES * MINUTE_MS;
}
