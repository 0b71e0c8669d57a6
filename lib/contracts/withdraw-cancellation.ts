import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { recordEvent } from "#lib/jobs/record-event";
import { requireSeenRequest } from "./internal/require-seen.ts";
import { heldBefore, takeStep } from "./internal/take-step.ts";
import { tellOther } from "./internal/tell-parties.ts";
import { lockContract, requireStep } from "./lock-contract.ts";
import { type WithdrawCancellationInput, withdrawCancellationInput } from "./schema.ts";

/**
 * Withdraws the actor's own request to cancel; the contract goes on. Withdrawing again changes nothing. Throws
 * `not_found`, `no_cancellation` when there is no own request to withdraw, `work_submitted`, `wrong_state`, and
 * `changed_meanwhile` when it is not the request that was read.
 */
export async function withdrawCancellation(
  actor: VerifiedActor,
  input: WithdrawCancellationInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { contractId, cancellationNumber } = withdrawCancellationInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    const { jobId, facts } = locked;
    if (facts.status === "in_progress" && !facts.cancellationRequestedBy) return { isReplay: true };
    const next = requireStep(locked, "withdraw_cancellation");
    requireSeenRequest(locked, { cancellationNumber });
    const changes = { cancellationRequestedBy: null };
    await takeStep(tx, locked, { event: "withdraw_cancellation", next, changes });
    const heldAfterCents = heldBefore(locked);
    await recordEvent(tx, { jobId, kind: "cancellation_withdrawn", actor, heldAfterCents });
    await tellOther(tx, locked, "cancellation_withdrawn", {});
    return { isReplay: false };
  });
}
