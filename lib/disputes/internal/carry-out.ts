import type { Tx } from "#db/client";
import { resolveDisputed } from "#lib/contracts/resolve-disputed";
import { recordEvent } from "#lib/jobs/record-event";
import type { Cents } from "#lib/money";
import type { DisputeOutcome } from "../policy.ts";
import type { LockedDispute } from "./lock-dispute.ts";
import { tell } from "./tell.ts";

/** Ends a dispute with this split of what was disputed, moves the money, and tells both. Returns what moved. */
export async function carryOut(
  tx: Tx,
  { contract }: LockedDispute,
  end: {
    outcome: Exclude<DisputeOutcome, "withdrawn" | "settled">;
    toFreelancerCents: Cents;
  },
): Promise<{ releasedCents: Cents; refundedCents: Cents }> {
  const { releasedCents, refundedCents } = await resolveDisputed(tx, contract, end);
  const { jobId, actor, facts } = contract;
  await recordEvent(tx, {
    jobId,
    kind: "dispute_ended",
    actor,
    details: { outcome: end.outcome, milestone: facts.milestoneNumber },
  });
  await tell(tx, contract, "dispute_ended", { releasedCents, refundedCents });
  return { releasedCents, refundedCents };
}
