import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { endChange, getChange } from "./internal/change-orders.ts";
import { tellOther } from "./internal/tell-parties.ts";
import { lockContract } from "./lock-contract.ts";
import { type DeclineChangeInput, declineChangeInput } from "./schema.ts";

/**
 * Declines the other side's proposal with a reason; the agreement stays as it is. Declining again changes nothing.
 * Throws `not_found`, `own_change`, `change_over`.
 */
export async function declineChange(
  actor: VerifiedActor,
  input: DeclineChangeInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { contractId, changeOrderId, reason } = declineChangeInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    const change = await getChange(tx, contractId, changeOrderId);
    if (change.proposedBy === actor.userId) throw new DomainError("own_change");
    if (change.status === "declined") return { isReplay: true };
    if (change.status !== "proposed") throw new DomainError("change_over");
    await endChange(tx, locked, change, { status: "declined", declineReason: reason });
    const details = { reason };
    await recordEvent(tx, { jobId: locked.jobId, kind: "change_declined", actor, details });
    await tellOther(tx, locked, "change_declined", {});
    return { isReplay: false };
  });
}
