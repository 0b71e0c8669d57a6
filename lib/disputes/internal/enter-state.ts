import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { clocks, disputes } from "#db/schema";
import type { Cents } from "#lib/money";
import { type DisputeState, disputeClock } from "../policy.ts";
import type { Dispute, LockedDispute } from "./lock-dispute.ts";

/**
 * Enters the next state of an open dispute and winds its clock anew. `toFreelancerCents` is what that clock gives the
 * freelancer of the disputed money; null where nothing moves.
 */
export async function enterState(
  tx: Tx,
  { contract, dispute, facts }: LockedDispute,
  state: Exclude<DisputeState, "ended">,
  {
    toFreelancerCents,
    changes = {},
  }: { toFreelancerCents: Cents | null; changes?: Partial<Dispute> },
): Promise<void> {
  const { id: contractId, at } = contract;
  await tx
    .update(disputes)
    .set({ ...changes, state })
    .where(eq(disputes.id, dispute.id));
  const { createdAt: openedAt } = dispute;
  const clock = disputeClock(state, { openedAt, openedBy: facts.openedBy, at, toFreelancerCents });
  await tx
    .update(clocks)
    .set(clock)
    .where(and(eq(clocks.contractId, contractId), eq(clocks.subject, dispute.id)));
}
