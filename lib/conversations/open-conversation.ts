import { and, count, desc, eq, gt, sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { conversations, jobs, participants, proposals, users } from "#db/schema";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { jobStatusAt } from "#lib/jobs/policy";
import { newId } from "#lib/new-id";
import { requireStanding } from "#lib/standing/require-standing";
import { now } from "#lib/time";
import { INVITATION_PERIOD_MS, judgeOpening, type OpeningFacts } from "./policy.ts";
import { isBlockedBetween } from "./queries/blocks.ts";
import { type OpenConversationInput, openConversationInput } from "./schema.ts";

/**
 * The conversation of a client and a freelancer about a job: the existing one, or a new one. The client names the
 * freelancer. Throws `not_found`, `invalid_input` (a client without `freelancerId`), `cannot_write_first`, `job_expired`,
 * `blocked`, `invitations_used_up`, `restricted`, `person_suspended`.
 */
export async function openConversation(
  actor: VerifiedActor,
  input: OpenConversationInput,
  tx?: Tx,
): Promise<{ conversationId: Id<"cnv">; isReplay: boolean }> {
  const { jobId, freelancerId: named } = openConversationInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const [job] = await tx
      .select({ clientId: jobs.clientId, status: jobs.status, expiresAt: jobs.expiresAt })
      .from(jobs)
      .where(eq(jobs.id, jobId));
    if (!job) throw new DomainError("not_found");
    const isOwner = job.clientId === actor.userId;
    if (isOwner && named === undefined) throw new DomainError("invalid_input");
    const pair = { clientId: job.clientId, freelancerId: named ?? actor.userId };
    if (!isOwner && pair.freelancerId !== actor.userId) throw new DomainError("not_found");
    const earlier = await findConversation(tx, jobId, pair.freelancerId);
    if (earlier) return { conversationId: earlier, isReplay: true };

    // Before the invitations are counted, so that those of two tabs are counted one after another.
    if (isOwner) await lockInvitations(tx, actor);
    const opening = judgeOpening(actor, await readFacts(tx, jobId, pair, jobStatusAt(job, now())));
    if ("refusal" in opening) throw new DomainError(opening.refusal.code, opening.refusal.details);
    const otherId = isOwner ? pair.freelancerId : pair.clientId;
    await requireStanding(tx, actor, "write_first", otherId);
    const at = now();
    const invitedAt = opening.isInvitation ? at : null;
    const [made] = await tx
      .insert(conversations)
      .values({ id: newId("cnv"), jobId, ...pair, createdAt: at, invitedAt })
      .onConflictDoNothing({ target: [conversations.jobId, conversations.freelancerId] })
      .returning({ id: conversations.id });
    if (!made) {
      const other = await findConversation(tx, jobId, pair.freelancerId);
      if (!other) throw new Error("A conversation that exists already cannot be found");
      return { conversationId: other, isReplay: true };
    }
    await tx.insert(participants).values([
      { conversationId: made.id, userId: pair.clientId },
      { conversationId: made.id, userId: pair.freelancerId },
    ]);
    return { conversationId: made.id, isReplay: false };
  });
}

async function findConversation(tx: Tx, jobId: Id<"job">, freelancerId: Id<"usr">) {
  const [row] = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.jobId, jobId), eq(conversations.freelancerId, freelancerId)));
  return row?.id ?? null;
}

async function lockInvitations(tx: Tx, { userId }: Actor): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
}

async function readFacts(
  tx: Tx,
  jobId: Id<"job">,
  pair: { clientId: Id<"usr">; freelancerId: Id<"usr"> },
  jobStatus: OpeningFacts["jobStatus"],
): Promise<OpeningFacts> {
  const since = new Date(now().getTime() - INVITATION_PERIOD_MS);
  const [[proposal], [freelancer], [invitations], isBlocked] = await Promise.all([
    tx
      .select({ status: proposals.status })
      .from(proposals)
      .where(and(eq(proposals.jobId, jobId), eq(proposals.freelancerId, pair.freelancerId)))
      .orderBy(sql`${proposals.status} = 'withdrawn'`, desc(proposals.createdAt))
      .limit(1),
    tx
      .select({ role: users.role, onboardedAt: users.onboardedAt })
      .from(users)
      .where(eq(users.id, pair.freelancerId)),
    tx
      .select({ n: count() })
      .from(conversations)
      .where(and(eq(conversations.clientId, pair.clientId), gt(conversations.invitedAt, since))),
    isBlockedBetween(tx, pair.clientId, pair.freelancerId),
  ]);
  return {
    ...pair,
    jobStatus,
    proposalStatus: proposal?.status ?? null,
    isFreelancer: freelancer?.role === "freelancer" && freelancer.onboardedAt !== null,
    isBlocked,
    invitationCount: invitations?.n ?? 0,
  };
}
