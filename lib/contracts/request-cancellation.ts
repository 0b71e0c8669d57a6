import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { recordEvent } from "#lib/jobs/record-event";
import { heldBefore, takeStep } from "./internal/take-step.ts";
import { tellOther } from "./internal/tell-parties.ts";
import { lockContract, requireStep } from "./lock-contract.ts";
import { type ContractInput, contractInput } from "./schema.ts";

/**
 * Asks the other side to cancel with a full refund, before any work was submitted. No money moves until they agree.
 * Asking again changes nothing. Throws `not_found`, `work_submitted`, `cancellation_pending` when the other side has
 * already asked, `wrong_state`.
 */
export async function requestCancellation(
  actor: VerifiedActor,
  input: ContractInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { contractId } = contractInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    const { jobId, by, facts } = locked;
    if (facts.cancellationRequestedBy === by) return { isReplay: true };
    const next = requireStep(locked, "request_cancellation");
    const changes = {
      cancellationRequestedBy: actor.userId,
      cancellationNumber: locked.cancellationNumber + 1,
    };
    await takeStep(tx, locked, { event: "request_cancellation", next, changes });
    const heldAfterCents = heldBefore(locked);
    await recordEvent(tx, { jobId, kind: "cancellation_requested", actor, heldAfterCents });
    await tellOther(tx, locked, "cancellation_requested", { amountCents: heldAfterCents });
    return { isReplay: false };
  });
}
