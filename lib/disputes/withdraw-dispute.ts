import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { resolveDisputed } from "#lib/contracts/resolve-disputed";
import { recordEvent } from "#lib/jobs/record-event";
import { lockDispute, requireDisputeStep } from "./internal/lock-dispute.ts";
import { tell } from "./internal/tell.ts";
import { type DisputeInput, disputeInput } from "./schema.ts";

/**
 * The opener takes the dispute back before it is decided: no money moves, and the milestone goes on with the time that it
 * had left. Who has withdrawn one cannot open another about the same milestone. Withdrawing again changes nothing. Throws
 * `not_found`, `forbidden`, `dispute_state`.
 */
export async function withdrawDispute(
  actor: VerifiedActor,
  input: DisputeInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { disputeId } = disputeInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockDispute(tx, actor, disputeId);
    const { dispute, contract } = locked;
    const isOwn = dispute.openedBy === actor.userId;
    if (isOwn && dispute.outcome === "withdrawn") return { isReplay: true };
    requireDisputeStep(locked, "withdraw");
    await resolveDisputed(tx, contract, { outcome: "withdrawn", toFreelancerCents: null });
    await recordEvent(tx, { jobId: contract.jobId, kind: "dispute_withdrawn", actor });
    await tell(tx, contract, "dispute_withdrawn", {});
    return { isReplay: false };
  });
}
