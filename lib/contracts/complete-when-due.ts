import { inTransaction, type Tx } from "#db/client";
import { SYSTEM } from "#lib/auth/actor";
import type { ErrorCode } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { cents } from "#lib/money";
import { takeStep } from "./internal/take-step.ts";
import { tellCompleted } from "./internal/tell-parties.ts";
import { lockContract, requireStep } from "./lock-contract.ts";
import { type ContractInput, contractInput } from "./schema.ts";

/** The parties decided meanwhile: these refusals mean that nothing is left to complete. */
export const NOTHING_TO_COMPLETE: readonly ErrorCode[] = ["not_due", "wrong_state"];

/**
 * What happens when nobody acts: the review window has passed, so what is still held is paid and the job is completed.
 * The time is checked again under the lock, because a request for changes may have stopped the window; a completed
 * contract stays as it is. Throws `not_found`, `not_due`, `wrong_state`.
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
    const releasedCents = await takeStep(tx, locked, {
      event: "window_passed",
      next,
      cause: "window_passed",
      changes: { completedAt: at, reviewEndsAt: null },
    });
    await recordEvent(tx, { jobId, kind: "completed", actor: SYSTEM, heldAfterCents: cents(0) });
    await tellCompleted(tx, locked, { cause: "window_passed", releasedCents });
    return { isReplay: false };
  });
}
