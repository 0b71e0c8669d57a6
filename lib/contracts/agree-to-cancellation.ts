import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { recordEvent } from "#lib/jobs/record-event";
import { type Cents, cents } from "#lib/money";
import { requireSeenRequest } from "./internal/require-seen.ts";
import { takeStep } from "./internal/take-step.ts";
import { tellOther } from "./internal/tell-parties.ts";
import { lockContract, requireStep } from "./lock-contract.ts";
import { type AgreeToCancellationInput, agreeToCancellationInput } from "./schema.ts";

/**
 * Agrees to the other side's request: the whole hold is refunded to the client and the job is cancelled. Agreeing again
 * changes nothing. Throws `not_found`, `no_cancellation`, `work_submitted`, `wrong_state`, and `changed_meanwhile` when
 * the request or the amount is not the one that was read.
 */
export async function agreeToCancellation(
  actor: VerifiedActor,
  input: AgreeToCancellationInput,
  tx?: Tx,
): Promise<{ refundedCents: Cents; isReplay: boolean }> {
  const { contractId, ...seen } = agreeToCancellationInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    const { jobId, facts } = locked;
    if (facts.cancelledAt) return { refundedCents: cents(0), isReplay: true };
    const next = requireStep(locked, "agree_to_cancellation");
    requireSeenRequest(locked, seen);
    const refundedCents = await takeStep(tx, locked, {
      event: "agree_to_cancellation",
      next,
      changes: { cancellationRequestedBy: null },
    });
    await recordEvent(tx, { jobId, kind: "cancelled", actor, heldAfterCents: cents(0) });
    await tellOther(tx, locked, "cancellation_agreed", { amountCents: refundedCents });
    return { refundedCents, isReplay: false };
  });
}
