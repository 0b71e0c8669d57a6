import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { proposals } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { lockProposal } from "./internal/lock-proposal.ts";
import { nextProposalStatus, proposalParty } from "./policy.ts";
import { requireSeenOffer } from "./require-seen-offer.ts";
import { type WithdrawProposalInput, withdrawProposalInput } from "./schema.ts";

/**
 * Withdraws a proposal before the client has decided. Withdrawing it again changes nothing; the freelancer may apply
 * again while the job is open. Throws not_found, forbidden, proposal_not_live, and changed_meanwhile when it differs
 * from the page.
 */
export async function withdrawProposal(
  actor: Actor,
  input: WithdrawProposalInput,
  tx?: Tx,
): Promise<{ proposalId: Id<"prp">; isReplay: boolean }> {
  const { proposalId, proposalRevision } = withdrawProposalInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const proposal = await lockProposal(tx, proposalId);
    const by = proposalParty(actor, proposal);
    if (proposal.status === "withdrawn" && by === "freelancer") {
      return { proposalId, isReplay: true };
    }
    const step = nextProposalStatus({ status: proposal.status, event: "withdraw", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    await requireSeenOffer(tx, proposal, proposalRevision);
    await tx
      .update(proposals)
      .set({ status: step.next, decidedAt: now() })
      .where(eq(proposals.id, proposalId));
    return { proposalId, isReplay: false };
  });
}
