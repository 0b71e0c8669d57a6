import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { proposals } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { attachFiles } from "#lib/files/attach-files";
import { listProposalFiles } from "#lib/files/queries/attached";
import { removeAttached } from "#lib/files/remove-file";
import type { Id } from "#lib/ids";
import { compareAsked } from "#lib/jobs/compare-terms";
import { recordEvent } from "#lib/jobs/record-event";
import { requireSeenJob } from "#lib/jobs/require-seen-job";
import { requireStanding } from "#lib/standing/require-standing";
import { answersTo } from "./answers.ts";
import { isSameOffer } from "./internal/compare-offers.ts";
import { fileLetter } from "./internal/file-letter.ts";
import { lockProposal } from "./internal/lock-proposal.ts";
import { requireAnswers } from "./internal/require-answers.ts";
import { requireSeenFee } from "./internal/require-seen-fee.ts";
import { nextProposalStatus, proposalParty } from "./policy.ts";
import { requireSeenOffer } from "./require-seen-offer.ts";
import { type ChangeProposalInput, changeProposalInput } from "./schema.ts";
import { recordOffer } from "./submit-proposal.ts";

/**
 * Replaces a live offer with another one, for the job as it is now; the old one is kept. Sending the same offer again
 * changes nothing. Throws not_found, forbidden, proposal_not_live, answer_missing, file_unavailable, price_within_fee,
 * restricted,
 * and changed_meanwhile when the proposal, the job or the fee differs from the form.
 */
export async function changeProposal(
  actor: VerifiedActor,
  input: ChangeProposalInput,
  tx?: Tx,
): Promise<{ proposalId: Id<"prp">; isReplay: boolean }> {
  const { proposalId, proposalRevision, jobRevision, fileIds, answers, fee, ...fields } =
    changeProposalInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const proposal = await lockProposal(tx, proposalId);
    const { job } = proposal;
    const offer = { ...fields, answers: answersTo(job.questions, answers) };
    const by = proposalParty(actor, proposal);
    const step = nextProposalStatus({ status: proposal.status, event: "change", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    const attached = (await listProposalFiles(tx, [proposalId])).get(proposalId) ?? [];
    const attachedIds = attached.map(({ fileId }) => fileId);
    const isSame = isSameOffer({ ...proposal, fileIds: attachedIds }, { ...offer, fileIds });
    if (isSame && proposal.jobRevision === job.revision) return { proposalId, isReplay: true };
    await requireStanding(tx, actor, "propose");
    await requireSeenOffer(tx, proposal, proposalRevision);
    await requireSeenJob(tx, job, jobRevision, compareAsked);
    requireAnswers(job.questions, offer.answers);
    const terms = requireSeenFee(fee, offer.priceCents);
    await tx
      .update(proposals)
      .set({ ...offer, ...terms, revision: proposal.revision + 1, jobRevision: job.revision })
      .where(eq(proposals.id, proposalId));
    await removeAttached(tx, { proposalId }, { except: fileIds });
    const added = fileIds.filter((fileId) => !attachedIds.includes(fileId));
    await attachFiles(tx, {
      ownerId: actor.userId,
      fileIds: added,
      purpose: "proposal",
      to: { proposalId },
    });
    await recordOffer(tx, proposalId);
    await fileLetter(tx, { ...proposal, ...offer });
    await recordEvent(tx, { jobId: job.id, kind: "proposal_changed", actor, proposalId });
    return { proposalId, isReplay: false };
  });
}
