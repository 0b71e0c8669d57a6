import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { files, proposalRevisions, proposals, users } from "#db/schema";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { limitPerson } from "#lib/auth/limit-person";
import { DomainError } from "#lib/errors";
import { attachFiles } from "#lib/files/attach-files";
import { listProposalFiles } from "#lib/files/queries/attached";
import type { Id } from "#lib/ids";
import { compareAsked } from "#lib/jobs/compare-terms";
import { lockJob } from "#lib/jobs/lock-job";
import { requireSeenJob } from "#lib/jobs/require-seen-job";
import { requireShown } from "#lib/jobs/require-shown";
import { newId } from "#lib/new-id";
import { notify } from "#lib/notifications/notify";
import { requireStanding } from "#lib/standing/require-standing";
import { now } from "#lib/time";
import { answersTo } from "./answers.ts";
import { isSameOffer } from "./internal/compare-offers.ts";
import { fileLetter } from "./internal/file-letter.ts";
import { limitLive } from "./internal/live-proposals.ts";
import { requireAnswers } from "./internal/require-answers.ts";
import { requireSeenFee } from "./internal/require-seen-fee.ts";
import { refuseApplying } from "./policy.ts";
import { type SubmitProposalInput, submitProposalInput } from "./schema.ts";

/**
 * Applies to an open job. One live proposal per freelancer and job: the same offer sent again returns the first one,
 * another offer is refused. Throws not_found, forbidden, own_job, already_applied, job_not_open, job_expired,
 * profile_incomplete, too_many_today, too_many_live, answer_missing, file_unavailable, price_within_fee, restricted, person_suspended, and
 * changed_meanwhile when the job or the fee differs from the page.
 */
export async function submitProposal(
  actor: VerifiedActor,
  input: SubmitProposalInput,
  tx?: Tx,
): Promise<{ proposalId: Id<"prp">; isReplay: boolean }> {
  const { jobRevision, fileIds, answers: given, fee, ...fields } = submitProposalInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const job = await lockJob(tx, fields.jobId, "share");
    const offer = { ...fields, answers: answersTo(job.questions, given) };
    const live = await findLive(tx, actor, offer.jobId);
    if (live && isSameOffer(live, { ...offer, fileIds }))
      return { proposalId: live.id, isReplay: true };
    await requireShown(tx, actor, job);
    await requireStanding(tx, actor, "propose", job.clientId);
    const isOnboarded = await hasProfile(tx, actor);
    const refusal = refuseApplying(actor, job, { isOnboarded, hasLiveProposal: live !== null });
    if (refusal) throw new DomainError(refusal.code, refusal.details);
    await requireSeenJob(tx, job, jobRevision, compareAsked);
    requireAnswers(job.questions, offer.answers);
    const terms = requireSeenFee(fee, offer.priceCents);
    const [made] = await tx
      .insert(proposals)
      .values({
        ...offer,
        ...terms,
        id: newId("prp"),
        freelancerId: actor.userId,
        jobRevision: job.revision,
        createdAt: now(),
      })
      .onConflictDoNothing()
      .returning({ proposalId: proposals.id });
    if (made) {
      await limitApplying(tx, actor);
      await limitLive(tx, actor.userId);
      await attachFiles(tx, { ownerId: actor.userId, fileIds, purpose: "proposal", to: made });
      await recordOffer(tx, made.proposalId);
      const { userId: freelancerId } = actor;
      await fileLetter(tx, { ...offer, id: made.proposalId, freelancerId });
      await notify(tx, {
        kind: "proposal_received",
        to: job.clientId,
        about: offer.jobId,
        by: freelancerId,
        jobId: offer.jobId,
        facts: { amountCents: offer.priceCents },
      });
      return { ...made, isReplay: false };
    }
    // The same person was faster in another tab; what that tab committed is visible by now.
    const first = await findLive(tx, actor, offer.jobId);
    if (first && isSameOffer(first, { ...offer, fileIds }))
      return { proposalId: first.id, isReplay: true };
    throw new DomainError("already_applied");
  });
}

async function limitApplying(tx: Tx, { userId }: Actor): Promise<void> {
  await limitPerson(tx, userId, "proposals", (since) =>
    tx.$count(proposals, and(eq(proposals.freelancerId, userId), gt(proposals.createdAt, since))),
  );
}

async function findLive(tx: Tx, actor: Actor, jobId: Id<"job">) {
  const [live] = await tx
    .select({
      id: proposals.id,
      coverLetter: proposals.coverLetter,
      priceCents: proposals.priceCents,
      timelineDays: proposals.timelineDays,
      answers: proposals.answers,
    })
    .from(proposals)
    .where(
      and(
        eq(proposals.jobId, jobId),
        eq(proposals.freelancerId, actor.userId),
        inArray(proposals.status, ["submitted", "accepted"]),
      ),
    );
  if (!live) return null;
  const files = (await listProposalFiles(tx, [live.id])).get(live.id) ?? [];
  return { ...live, fileIds: files.map(({ fileId }) => fileId) };
}

async function hasProfile(tx: Tx, actor: Actor): Promise<boolean> {
  const [person] = await tx
    .select({ onboardedAt: users.onboardedAt })
    .from(users)
    .where(eq(users.id, actor.userId));
  return person?.onboardedAt != null;
}

/**
 * Keeps the proposal as it reads now, files included, under its present number. The caller has written the proposal.
 */
export async function recordOffer(tx: Tx, proposalId: Id<"prp">): Promise<void> {
  await tx.execute(sql`
    insert into ${proposalRevisions} (proposal_id, revision, cover_letter, price_cents, timeline_days, fee_basis_points,
      fee_minimum_cents, answers, files, created_at)
    select id, revision, cover_letter, price_cents, timeline_days, fee_basis_points, fee_minimum_cents, answers,
      coalesce((select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name) order by f.position)
        from ${files} f where f.proposal_id = ${proposals}.id), '[]'), ${now().toISOString()}
    from ${proposals} where id = ${proposalId}`);
}
