import { inTransaction, type Tx } from "#db/client";
import { SYSTEM } from "#lib/auth/actor";
import { recordEvent } from "#lib/jobs/record-event";
import { cents } from "#lib/money";
import { lockContract, requireStep } from "./lock-contract.ts";
import { type ContractInput, contractInput } from "./schema.ts";
import { takeStep } from "./take-step.ts";

/**
 * What happens when nobody acts: the review window has passed, so what is still held is paid and the job is
 * completed. The clock is asked again under the lock, because a request for changes may have stopped it; a contract
 * that is completed already stays as it is. Throws `not_found`, `not_due`, `wrong_state`.
 */
export async function completeWhenDue(
  input: ContractInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { contractId } = contractInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, SYSTEM, contractId);
    const { jobId, facts, at } = locked;
    if (facts.completedAt) return { isReplay: true };
    const next = requireStep(locked, "window_passed");
    await takeStep(tx, locked, {
      event: "window_passed",
      next,
      cause: "window_passed",
      changes: { completedAt: at, reviewEndsAt: null },
    });
    await recordEvent(tx, { jobId, kind: "completed", actor: SYSTEM, heldAfterCents: cents(0) });
    return { isReplay: false };
  });
}
