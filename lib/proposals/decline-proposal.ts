import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { proposals } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { notify } from "#lib/notifications/notify";
import { now } from "#lib/time";
import { lockProposal } from "./internal/lock-proposal.ts";
import { answeredBy, nextProposalStatus, proposalParty } from "./policy.ts";
import { requireSeenOffer } from "./require-seen-offer.ts";
import { type DeclineProposalInput, declineProposalInput } from "./schema.ts";

/**
 * Declines a proposal, with a reason that its freelancer reads. Declining it again keeps the first reason. Throws
 * not_found, forbidden, proposal_not_live, and changed_meanwhile when the offer differs from the page.
 */
export async function declineProposal(
  actor: VerifiedActor,
  input: DeclineProposalInput,
  tx?: Tx,
): Promise<{ proposalId: Id<"prp">; isReplay: boolean }> {
  const { proposalId, proposalRevision, reason } = declineProposalInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const proposal = await lockProposal(tx, proposalId);
    const by = proposalParty(actor, proposal);
    if (proposal.status === "declined" && by === "client") return { proposalId, isReplay: true };
    const step = nextProposalStatus({ status: proposal.status, event: "decline", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    await requireSeenOffer(tx, proposal, proposalRevision);
    const at = now();
    await tx
      .update(proposals)
      .set({
        status: step.next,
        declineReason: reason,
        decidedAt: at,
        ...answeredBy(proposal, at),
      })
      .where(eq(proposals.id, proposalId));
    await notify(tx, {
      kind: "proposal_declined",
      to: proposal.freelancerId,
      about: proposalId,
      by: actor.userId,
      jobId: proposal.jobId,
      facts: { how: "declined" },
    });
    return { proposalId, isReplay: false };
  });
}
