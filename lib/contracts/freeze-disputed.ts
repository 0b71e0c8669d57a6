import type { Tx } from "#db/client";
import { clocks } from "#db/schema";
import type { Id } from "#lib/ids";
import type { Cents } from "#lib/money";
import type { DisputeClock } from "./clocks.ts";
import { moveOn } from "./internal/move-on.ts";
import type { LockedContract } from "./lock-contract.ts";

/**
 * A step of `openDispute`, which has authorised it: freezes a part of what is held for the milestone, or all of it, and
 * winds the dispute's clock. What is not disputed of submitted work keeps the clock that it had. A request to cancel ends
 * with it.
 */
export async function freezeDisputed(
  tx: Tx,
  locked: LockedContract,
  {
    disputeId,
    amountCents,
    clock,
  }: { disputeId: Id<"dsp">; amountCents: Cents; clock: DisputeClock },
): Promise<void> {
  const { id: contractId, milestone, milestones, facts } = locked;
  const frozen = {
    ...milestone,
    status: "disputed",
    disputeId,
    disputedCents: amountCents,
  } as const;
  const after = milestones.map((each) => (each === milestone ? frozen : each));
  const changes = facts.cancellationRequestedBy ? { cancellationRequestedBy: null } : {};
  await moveOn(tx, locked, { after, changes });
  await tx.insert(clocks).values({ contractId, subject: disputeId, ...clock });
}
