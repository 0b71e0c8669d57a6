import { and, asc, count, eq, isNull } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { jobs, proposals, users } from "#db/schema";
import type { Prover } from "#lib/auth/actor";
import { requireRecentProof } from "#lib/auth/recent-proof";
import { DomainError } from "#lib/errors";
import { closeJob } from "#lib/jobs/close-job";
import { log } from "#lib/log";
import { withdrawProposal } from "#lib/proposals/withdraw-proposal";
import { forgetPerson } from "./internal/forget-person.ts";
import { getLeaving, isLiveProposalOf, isOpenJobOf } from "./queries.ts";

/**
 * Deletes the actor's account, in one transaction: closes their open jobs, withdraws their live proposals, and removes
 * what is theirs alone. What others have to do with stays, by a "Former member". Throws proof_needed, cannot_leave
 * while money or a contract is open, busy when something new began meanwhile, and not_found for an admin.
 */
export async function leave(actor: Prover, tx?: Tx): Promise<void> {
  await inTransaction(tx, async (tx) => {
    await requireNothingOpen(tx, actor);
    await requireRecentProof(tx, actor);
    await closeJobs(tx, actor);
    await withdrawProposals(tx, actor);
    // Lock order: jobs, proposals, the person. From here on no row that names the person can be added.
    await lockForGood(tx, actor);
    const { openJobCount, liveProposalCount } = await requireNothingOpen(tx, actor);
    if (openJobCount + liveProposalCount > 0) throw new DomainError("busy");
    await forgetPerson(tx, actor);
  });
  log.info({ userId: actor.userId }, "Somebody deleted their account");
}

/** Throws not_signed_in when the account was deleted in another tab. */
async function lockForGood(tx: Tx, { userId }: Prover): Promise<void> {
  const isThere = and(eq(users.id, userId), isNull(users.leftAt));
  const found = await tx.select({ id: users.id }).from(users).where(isThere).for("update");
  if (found.length === 0) throw new DomainError("not_signed_in");
}

async function requireNothingOpen(tx: Tx, actor: Prover) {
  const leaving = await getLeaving(actor, tx);
  if (leaving.obstacles.length > 0) throw new DomainError("cannot_leave");
  return leaving;
}

/** In the order of their ids, like all who lock several. */
async function closeJobs(tx: Tx, actor: Prover): Promise<void> {
  const open = await tx
    .select({ jobId: jobs.id })
    .from(jobs)
    .where(isOpenJobOf(actor))
    .orderBy(asc(jobs.id));
  for (const { jobId } of open) {
    const [made] = await tx
      .select({ count: count() })
      .from(proposals)
      .where(eq(proposals.jobId, jobId));
    await closeJob(actor, { jobId, proposalsSeen: made?.count ?? 0 }, tx);
  }
}

async function withdrawProposals(tx: Tx, actor: Prover): Promise<void> {
  const live = await tx
    .select({ proposalId: proposals.id, proposalRevision: proposals.revision })
    .from(proposals)
    .where(isLiveProposalOf(actor))
    .orderBy(asc(proposals.jobId));
  for (const proposal of live) await withdrawProposal(actor, proposal, tx);
}
