import { inTransaction, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { recordEvent } from "#lib/jobs/record-event";
import { type Cents, cents } from "#lib/money";
import { lockContract, requireStep } from "./lock-contract.ts";
import { type ContractInput, contractInput } from "./schema.ts";
import { takeStep } from "./take-step.ts";

/**
 * Agrees to the other side's request: the whole hold goes back to the client and the job is cancelled. Agreeing
 * again changes nothing. Throws `not_found`, `no_cancellation`, `work_submitted`, `wrong_state`.
 */
export async function agreeToCancellation(
  actor: Actor,
  input: ContractInput,
  tx?: Tx,
): Promise<{ refundedCents: Cents; isReplay: boolean }> {
  const { contractId } = contractInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    const { jobId, facts, at } = locked;
    if (facts.cancelledAt) return { refundedCents: cents(0), isReplay: true };
    const next = requireStep(locked, "agree_to_cancellation");
    const refundedCents = await takeStep(tx, locked, {
      event: "agree_to_cancellation",
      next,
      changes: { cancelledAt: at, cancellationRequestedBy: null },
    });
    await recordEvent(tx, { jobId, kind: "cancelled", actor, heldAfterCents: cents(0) });
    return { refundedCents, isReplay: false };
  });
}
