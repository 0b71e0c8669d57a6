import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { proposals } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { recordEvent } from "#lib/jobs/record-event";
import { requireSeenJob } from "#lib/jobs/require-seen-job";
import { requireStanding } from "#lib/standing/require-standing";
import { lockProposal } from "./internal/lock-proposal.ts";
import { nextProposalStatus, proposalParty } from "./policy.ts";
import { type ConfirmProposalInput, confirmProposalInput } from "./schema.ts";

/**
 * "Still fine": keeps a live offer as it is although the job has changed. Confirming again changes nothing. Throws
 * not_found, forbidden, proposal_not_live, restricted, and changed_meanwhile when the job differs from the page.
 */
export async function confirmProposal(
  actor: VerifiedActor,
  input: ConfirmProposalInput,
  tx?: Tx,
): Promise<{ proposalId: Id<"prp">; isReplay: boolean }> {
  const { proposalId, jobRevision } = confirmProposalInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const proposal = await lockProposal(tx, proposalId);
    const { job } = proposal;
    const by = proposalParty(actor, proposal);
    const step = nextProposalStatus({ status: proposal.status, event: "confirm", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    if (proposal.jobRevision === job.revision) return { proposalId, isReplay: true };
    await requireStanding(tx, actor, "propose");
    await requireSeenJob(tx, job, jobRevision);
    await tx
      .update(proposals)
      .set({ jobRevision: job.revision })
      .where(eq(proposals.id, proposalId));
    await recordEvent(tx, { jobId: job.id, kind: "proposal_confirmed", actor, proposalId });
    return { proposalId, isReplay: false };
  });
}
