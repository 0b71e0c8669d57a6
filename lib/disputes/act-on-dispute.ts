import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { clocks } from "#db/schema";
import { SYSTEM } from "#lib/auth/actor";
import { isDisputeClock, isDue } from "#lib/contracts/clocks";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import type { Cents } from "#lib/money";
import { carryOut } from "./internal/carry-out.ts";
import { enterState } from "./internal/enter-state.ts";
import { type LockedDispute, lockDispute } from "./internal/lock-dispute.ts";
import { tell } from "./internal/tell.ts";
import { type DisputeOutcome, lastOffers, middleOf } from "./policy.ts";
import { type DisputeInput, disputeInput } from "./schema.ts";

/**
 * What happens in a dispute when nobody acts, as its clock says: the claim is granted; what was not agreed on goes to a
 * mediator; and what the mediator does not decide is split in the middle of the last offers, or a decision is carried
 * out. The clock is read again under the lock. Throws `not_found`, `not_due`.
 */
export async function actOnDispute(input: DisputeInput, tx?: Tx): Promise<{ isReplay: boolean }> {
  const { disputeId } = disputeInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockDispute(tx, SYSTEM, disputeId);
    const { dispute, contract } = locked;
    if (dispute.state === "ended") return { isReplay: true };
    const [clock] = await tx
      .select()
      .from(clocks)
      .where(and(eq(clocks.contractId, contract.id), eq(clocks.subject, disputeId)));
    if (!clock || !isDisputeClock(clock)) throw new Error(`${disputeId} has no next moment`);
    if (!isDue(clock, contract.at)) throw new DomainError("not_due");
    if (clock.what === "negotiation_over") await mediate(tx, locked);
    else await end(tx, locked, { what: clock.what, toFreelancerCents: clock.toFreelancerCents });
    return { isReplay: false };
  });
}

const OUTCOMES = {
  claim_unanswered: "claim_granted",
  mediation_over: "split_in_the_middle",
  decision_stands: "decision_carried_out",
  appeal_over: "decision_carried_out",
} as const satisfies Record<string, DisputeOutcome>;

/** What the clock says is what was said before, to the cent. */
async function end(
  tx: Tx,
  locked: LockedDispute,
  { what, toFreelancerCents }: { what: keyof typeof OUTCOMES; toFreelancerCents: Cents | null },
): Promise<void> {
  if (toFreelancerCents === null) throw new Error(`${locked.dispute.id} ends without a split`);
  await carryOut(tx, locked, { outcome: OUTCOMES[what], toFreelancerCents });
}

/** A mediator is asked. From now on everybody knows what their silence would come to. */
async function mediate(tx: Tx, locked: LockedDispute): Promise<void> {
  const { contract, offers } = locked;
  const { jobId, actor, at } = contract;
  const [one, other] = lastOffers(offers);
  if (!one || !other) throw new Error(`${locked.dispute.id} has no offers of both sides`);
  const middle = middleOf(one.toFreelancerCents, other.toFreelancerCents);
  const changes = { middleToFreelancerCents: middle, mediationAt: at };
  await enterState(tx, locked, "mediation", { toFreelancerCents: middle, changes });
  await recordEvent(tx, { jobId, kind: "dispute_in_mediation", actor });
  await tell(tx, contract, "dispute_in_mediation", {});
}
