import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { proposals } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { recordEvent } from "#lib/jobs/record-event";
import { now } from "#lib/time";
import { lockProposal } from "./internal/lock-proposal.ts";
import { answeredBy, nextProposalStatus, proposalParty } from "./policy.ts";
import { type ShortlistProposalInput, shortlistProposalInput } from "./schema.ts";

/**
 * Puts a proposal on the client’s shortlist or removes it; the freelancer sees it. Putting it there is an event of the
 * job. Asking for the present state changes nothing. Throws not_found, forbidden, proposal_not_live.
 */
export async function shortlistProposal(
  actor: VerifiedActor,
  input: ShortlistProposalInput,
  tx?: Tx,
): Promise<{ proposalId: Id<"prp">; isReplay: boolean }> {
  const { proposalId, isShortlisted } = shortlistProposalInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const proposal = await lockProposal(tx, proposalId);
    const by = proposalParty(actor, proposal);
    const step = nextProposalStatus({ status: proposal.status, event: "shortlist", by });
    if ("refusal" in step) throw new DomainError(step.refusal.code, step.refusal.details);
    if (isShortlisted === (proposal.shortlistedAt !== null)) return { proposalId, isReplay: true };
    const at = now();
    await tx
      .update(proposals)
      .set({ shortlistedAt: isShortlisted ? at : null, ...answeredBy(proposal, at) })
      .where(eq(proposals.id, proposalId));
    if (isShortlisted) {
      await recordEvent(tx, { jobId: proposal.jobId, kind: "shortlisted", actor, proposalId });
    }
    return { proposalId, isReplay: false };
  });
}
