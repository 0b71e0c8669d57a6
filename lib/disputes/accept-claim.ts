import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { carryOut } from "./internal/carry-out.ts";
import { lockDispute, requireDisputeStep } from "./internal/lock-dispute.ts";
import { type AcceptClaimInput, acceptClaimInput } from "./schema.ts";

/**
 * Gives the opener what they ask for: the dispute ends, and the money moves. Accepting again changes nothing. Throws
 * `not_found`, `forbidden`, `dispute_state`, `offer_over` when another claim was seen.
 */
export async function acceptClaim(
  actor: VerifiedActor,
  input: AcceptClaimInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { disputeId, toFreelancerCents } = acceptClaimInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockDispute(tx, actor, disputeId);
    const { dispute, facts, voice } = locked;
    const isOther = voice !== "mediator" && voice !== facts.openedBy;
    if (isOther && dispute.outcome === "claim_accepted") return { isReplay: true };
    requireDisputeStep(locked, "accept_claim");
    if (dispute.claimToFreelancerCents !== toFreelancerCents) throw new DomainError("offer_over");
    const claimed = dispute.claimToFreelancerCents;
    await carryOut(tx, locked, { outcome: "claim_accepted", toFreelancerCents: claimed });
    return { isReplay: false };
  });
}
