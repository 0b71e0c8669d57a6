import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { disputeOffers } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Cents } from "#lib/money";
import type { LockedDispute, Offer } from "./lock-dispute.ts";

/** The offer that this form has made before; null when it has made none. */
export function findOffer(
  { offers }: LockedDispute,
  { userId }: Actor,
  requestKey: string,
): Offer | null {
  return offers.find((offer) => offer.madeBy === userId && offer.requestKey === requestKey) ?? null;
}

/** Makes an offer, which replaces one's own. Returns its number. Throws share_too_large. */
export async function insertOffer(
  tx: Tx,
  { dispute, offers, contract }: LockedDispute,
  { userId: madeBy }: Actor,
  offer: { requestKey: string; toFreelancerCents: Cents; note: string },
): Promise<number> {
  if (offer.toFreelancerCents > dispute.amountCents) throw new DomainError("share_too_large");
  const { at } = contract;
  const isOwn = and(eq(disputeOffers.disputeId, dispute.id), eq(disputeOffers.madeBy, madeBy));
  await tx
    .update(disputeOffers)
    .set({ status: "replaced", endedAt: at })
    .where(and(isOwn, eq(disputeOffers.status, "open")));
  const number = offers.length + 1;
  await tx.insert(disputeOffers).values({
    disputeId: dispute.id,
    number,
    madeBy,
    ...offer,
    status: "open",
    createdAt: at,
  });
  return number;
}
