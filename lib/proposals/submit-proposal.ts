import { and, eq, inArray } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { proposals, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, newId } from "#lib/ids";
import { lockJob } from "#lib/jobs/lock-job";
import { now } from "#lib/time";
import { refuseApplying } from "./policy.ts";
import { type SubmitProposalInput, submitProposalInput } from "./schema.ts";

type Offer = ReturnType<typeof submitProposalInput.parse>;

/**
 * Applies to an open job. One live proposal per freelancer and job: the same offer sent again answers with the
 * first one, another offer is refused. Throws not_found, forbidden, own_job, already_applied, job_not_open,
 * profile_incomplete.
 */
export async function submitProposal(
  actor: Actor,
  input: SubmitProposalInput,
  tx?: Tx,
): Promise<{ proposalId: Id<"prp">; isReplay: boolean }> {
  const offer = submitProposalInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const job = await lockJob(tx, offer.jobId, "share");
    const live = await findLive(tx, actor, offer.jobId);
    if (live && isSameOffer(live, offer)) return { proposalId: live.id, isReplay: true };
    const isOnboarded = await hasProfile(tx, actor);
    const refusal = refuseApplying(actor, job, { isOnboarded, hasLiveProposal: live !== null });
    if (refusal) throw new DomainError(refusal.code, refusal.details);
    const [made] = await tx
      .insert(proposals)
      .values({ ...offer, id: newId("prp"), freelancerId: actor.userId, createdAt: now() })
      .onConflictDoNothing()
      .returning({ proposalId: proposals.id });
    if (made) return { ...made, isReplay: false };
    // The same person was faster in another tab: what that one committed is visible by now.
    const first = await findLive(tx, actor, offer.jobId);
    if (first && isSameOffer(first, offer)) return { proposalId: first.id, isReplay: true };
    throw new DomainError("already_applied");
  });
}

async function findLive(tx: Tx, actor: Actor, jobId: Id<"job">) {
  const [live] = await tx
    .select({
      id: proposals.id,
      coverLetter: proposals.coverLetter,
      priceCents: proposals.priceCents,
      timelineDays: proposals.timelineDays,
    })
    .from(proposals)
    .where(
      and(
        eq(proposals.jobId, jobId),
        eq(proposals.freelancerId, actor.userId),
        inArray(proposals.status, ["submitted", "accepted"]),
      ),
    );
  return live ?? null;
}

function isSameOffer(live: Omit<Offer, "jobId">, offer: Offer): boolean {
  return (
    live.coverLetter === offer.coverLetter &&
    live.priceCents === offer.priceCents &&
    live.timelineDays === offer.timelineDays
  );
}

async function hasProfile(tx: Tx, actor: Actor): Promise<boolean> {
  const [person] = await tx
    .select({ onboardedAt: users.onboardedAt })
    .from(users)
    .where(eq(users.id, actor.userId));
  return person?.onboardedAt != null;
}
