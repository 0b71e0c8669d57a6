import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { recordEvent } from "#lib/jobs/record-event";
import { enterState } from "./internal/enter-state.ts";
import { addFiles } from "./internal/insert-statement.ts";
import { lockDispute, requireDisputeStep } from "./internal/lock-dispute.ts";
import { tell } from "./internal/tell.ts";
import { type AppealDecisionInput, appealDecisionInput } from "./schema.ts";

/**
 * Appeals against the decision, once in a dispute, within 72 hours: another mediator decides again, or where there is
 * none the same one with what is new. Without another decision in 14 days the first one stands. Appealing again changes
 * nothing. Throws `not_found`, `forbidden` for a mediator, `dispute_state`, `file_unavailable`.
 */
export async function appealDecision(
  actor: VerifiedActor,
  input: AppealDecisionInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { disputeId, reason, fileIds } = appealDecisionInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockDispute(tx, actor, disputeId);
    const { dispute, decisions, contract } = locked;
    if (dispute.appealedBy === actor.userId) return { isReplay: true };
    requireDisputeStep(locked, "appeal");
    const { jobId, at } = contract;
    const first = decisions.at(-1);
    if (!first) throw new Error(`${disputeId} is decided without a decision`);
    const files = { disputeId, authorId: actor.userId, createdAt: at, step: "appeal" };
    await addFiles(tx, { ...files, text: "Files that belong to the appeal." }, fileIds);
    await enterState(tx, locked, "appeal", {
      toFreelancerCents: first.toFreelancerCents,
      changes: { appealedBy: actor.userId, appealReason: reason, appealedAt: at },
    });
    await recordEvent(tx, { jobId, kind: "dispute_appealed", actor });
    await tell(tx, contract, "dispute_appealed", {});
    return { isReplay: false };
  });
}
