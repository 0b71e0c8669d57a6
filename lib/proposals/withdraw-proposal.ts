import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { proposals } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { lockProposal } from "./lock-proposal.ts";
import { nextProposalStatus, proposalParty } from "./policy.ts";
import { type ProposalIdInput, proposalIdInput } from "./schema.ts";

/**
 * Takes a proposal back before the client decided. Withdrawing it again changes nothing; applying anew is
 * possible while the job is open. Throws not_found, forbidden, proposal_not_live.
 */
export async function withdrawProposal(
  actor: Actor,
  input: ProposalIdInput,
  tx?: Tx,
): Promise<{ proposalId: Id<"prp">; isReplay: boolean }> {
  const { proposalId } = proposalIdInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const proposal = await lockProposal(tx, proposalId);
    const by = proposalParty(actor, proposal);
    if (proposal.status === "withdrawn" && by === "freelancer") {
      return { proposalId, isReplay: true };
    }
    const step = nextProposalStatus({ status: proposal.status, event: "withdraw", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    await tx
      .update(proposals)
      .set({ status: step.next, decidedAt: now() })
      .where(eq(proposals.id, proposalId));
    return { proposalId, isReplay: false };
  });
}
