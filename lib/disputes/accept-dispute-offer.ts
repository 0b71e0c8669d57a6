import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { disputeOffers } from "#db/schema";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { carryOut } from "./internal/carry-out.ts";
import { lockDispute, requireDisputeStep } from "./internal/lock-dispute.ts";
import { type AcceptDisputeOfferInput, acceptDisputeOfferInput } from "./schema.ts";

/**
 * Accepts the other side's offer: the dispute ends, and what was disputed is split as it says. Names the offer that was
 * on the screen; one that was replaced cannot be accepted. Accepting again changes nothing. Throws `not_found`,
 * `forbidden`, `dispute_state`, `own_offer`, `offer_over`.
 */
export async function acceptDisputeOffer(
  actor: VerifiedActor,
  input: AcceptDisputeOfferInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { disputeId, offerNumber, toFreelancerCents } = acceptDisputeOfferInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockDispute(tx, actor, disputeId);
    const { voice, offers, contract } = locked;
    const offer = offers.find(({ number }) => number === offerNumber);
    if (!offer) throw new DomainError("not_found");
    const isOwn = offer.madeBy === actor.userId;
    if (voice !== "mediator" && !isOwn && offer.status === "accepted") return { isReplay: true };
    if (offer.status !== "open" && voice !== "mediator") throw new DomainError("offer_over");
    requireDisputeStep(locked, "accept_offer");
    if (isOwn) throw new DomainError("own_offer");
    if (offer.toFreelancerCents !== toFreelancerCents) throw new DomainError("offer_over");
    await tx
      .update(disputeOffers)
      .set({ status: "accepted", endedAt: contract.at })
      .where(and(eq(disputeOffers.disputeId, disputeId), eq(disputeOffers.number, offerNumber)));
    const agreed = offer.toFreelancerCents;
    await carryOut(tx, locked, { outcome: "offer_accepted", toFreelancerCents: agreed });
    return { isReplay: false };
  });
}
