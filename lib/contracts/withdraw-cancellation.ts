import { inTransaction, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { recordEvent } from "#lib/jobs/record-event";
import { lockContract, requireStep } from "./lock-contract.ts";
import { type ContractInput, contractInput } from "./schema.ts";
import { heldBefore, takeStep } from "./take-step.ts";

/**
 * Takes one's own request to cancel back; the contract goes on. Withdrawing again changes nothing. Throws
 * `not_found`, `no_cancellation` when it is not one's own to withdraw, `work_submitted`, `wrong_state`.
 */
export async function withdrawCancellation(
  actor: Actor,
  input: ContractInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { contractId } = contractInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    const { jobId, facts } = locked;
    if (facts.status === "in_progress" && !facts.cancellationRequestedBy) return { isReplay: true };
    const next = requireStep(locked, "withdraw_cancellation");
    const changes = { cancellationRequestedBy: null };
    await takeStep(tx, locked, { event: "withdraw_cancellation", next, changes });
    const heldAfterCents = heldBefore(locked);
    await recordEvent(tx, { jobId, kind: "cancellation_withdrawn", actor, heldAfterCents });
    return { isReplay: false };
  });
}
