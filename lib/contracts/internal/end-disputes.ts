import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { clocks, disputeOffers, disputes } from "#db/schema";
import type { Cents } from "#lib/money";
import { addDays } from "#lib/time";
import { type Clock, FAIR_DAYS } from "../clocks.ts";
import type { LockedContract } from "../lock-contract.ts";
import { isFinal } from "../milestones.ts";
import type { Change } from "./move-on.ts";

/** How a dispute ends, and what the freelancer gets of what was disputed, before the fee; null where nothing moves. */
export type DisputeEnd = {
  readonly outcome: NonNullable<typeof disputes.$inferSelect.outcome>;
  readonly toFreelancerCents: Cents | null;
};

/**
 * Ends the disputes about milestones that are no longer disputed, with their offers and clocks. Returns the clocks that
 * go on from where they stood, by milestone, of those that are not over.
 */
export async function endDisputes(
  tx: Tx,
  { id: contractId, facts, milestone, at }: LockedContract,
  changed: readonly Change[],
  end: DisputeEnd,
): Promise<ReadonlyMap<number, Clock>> {
  const goingOn = new Map<number, Clock>();
  for (const { before, after } of changed) {
    const disputeId = before?.disputeId;
    if (!disputeId || after.disputeId) continue;
    const [ended] = await tx
      .update(disputes)
      .set({ ...end, state: "ended", endedAt: at })
      .where(eq(disputes.id, disputeId))
      .returning({ clockBefore: disputes.clockBefore, openedAt: disputes.createdAt });
    await tx
      .update(disputeOffers)
      .set({ status: "over", endedAt: at })
      .where(and(eq(disputeOffers.disputeId, disputeId), eq(disputeOffers.status, "open")));
    await tx
      .delete(clocks)
      .where(and(eq(clocks.contractId, contractId), eq(clocks.subject, disputeId)));
    // What was not disputed has had its clock all the time.
    const running = after.number === milestone.number ? facts.clock : null;
    const clock =
      running ?? (ended?.clockBefore ? goOn(ended.clockBefore, ended.openedAt, at) : null);
    if (clock && !isFinal(after)) goingOn.set(after.number, clock);
  }
  return goingOn;
}

/** As much later as the dispute took, and never before people have had time. */
function goOn(
  { what, at, waitsFor }: NonNullable<typeof disputes.$inferSelect.clockBefore>,
  openedAt: Date,
  endedAt: Date,
): Clock {
  const later = new Date(Date.parse(at) + endedAt.getTime() - openedAt.getTime());
  const fair = addDays(endedAt, FAIR_DAYS);
  return { what, at: later > fair ? later : fair, waitsFor };
}
