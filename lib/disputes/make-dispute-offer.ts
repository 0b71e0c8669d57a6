import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { listChanges } from "#lib/changes";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { findOffer, insertOffer } from "./internal/insert-offer.ts";
import { lockDispute, requireDisputeStep } from "./internal/lock-dispute.ts";
import { tell } from "./internal/tell.ts";
import { type MakeDisputeOfferInput, makeDisputeOfferInput } from "./schema.ts";

/**
 * Offers another split of what is disputed, which replaces one's own offer; the other side accepts it with one press.
 * The same form sent twice offers once. Throws `not_found`, `forbidden`, `dispute_state`, `share_too_large`,
 * `changed_meanwhile` when there is a newer offer than the one that was on the screen, `too_many_today`.
 */
export async function makeDisputeOffer(
  actor: VerifiedActor,
  input: MakeDisputeOfferInput,
  tx?: Tx,
): Promise<{ offerNumber: number; isReplay: boolean }> {
  const { disputeId, offerNumber: seen, ...offer } = makeDisputeOfferInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockDispute(tx, actor, disputeId);
    const earlier = findOffer(locked, actor, offer.requestKey);
    if (earlier) return { offerNumber: earlier.number, isReplay: true };
    requireDisputeStep(locked, "make_offer");
    const changes = listChanges([
      ["Latest offer", `offer ${seen}`, `offer ${locked.offers.length}`],
    ]);
    if (changes.length > 0) throw new DomainError("changed_meanwhile", {}, changes);
    const offerNumber = await insertOffer(tx, locked, actor, offer);
    const { jobId } = locked.contract;
    await recordEvent(tx, { jobId, kind: "dispute_offered", actor });
    await tell(tx, locked.contract, "dispute_offered", {});
    return { offerNumber, isReplay: false };
  });
}
