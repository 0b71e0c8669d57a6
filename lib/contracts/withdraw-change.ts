import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { recordEvent } from "#lib/jobs/record-event";
import { endChange, getChange } from "./internal/change-orders.ts";
import { lockContract } from "./lock-contract.ts";
import { type ChangeOrderInput, changeOrderInput } from "./schema.ts";

/**
 * Takes back one's own proposal; the agreement stays as it is. Doing it again changes nothing. Throws `not_found`, also
 * for the other side's proposal, and `change_over`.
 */
export async function withdrawChange(
  actor: VerifiedActor,
  input: ChangeOrderInput,
  tx?: Tx,
): Promise<{ isReplay: boolean }> {
  const { contractId, changeOrderId } = changeOrderInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    const change = await getChange(tx, contractId, changeOrderId);
    if (change.proposedBy !== actor.userId) throw new DomainError("not_found");
    if (change.status === "withdrawn") return { isReplay: true };
    if (change.status !== "proposed") throw new DomainError("change_over");
    await endChange(tx, locked, change, { status: "withdrawn" });
    await recordEvent(tx, { jobId: locked.jobId, kind: "change_withdrawn", actor });
    return { isReplay: false };
  });
}
