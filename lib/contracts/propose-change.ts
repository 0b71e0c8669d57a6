import { inTransaction, type Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { insertProposal } from "./internal/change-orders.ts";
import { requirePlan, requireVersion } from "./internal/require-plan.ts";
import { lockContract, requireRunning } from "./lock-contract.ts";
import { type ProposeChangeInput, proposeChangeInput } from "./schema.ts";

/**
 * Proposes other milestones to the other side: added, dropped, with another price, time or number of rounds. Nothing
 * changes until they accept; without an answer it lapses. A proposal of one's own that was open is replaced; one of the
 * other side is answered by this one when it is named, and must be answered first when it is not. The same form sent
 * twice proposes once. Throws `not_found`, `wrong_state`, `plan_outdated`, `plan_unchanged`, `plan_empty`, `plan_full`,
 * `plan_of_submitted`, `price_within_fee`, `change_pending`, `change_over`, `too_many_today`.
 */
export async function proposeChange(
  actor: VerifiedActor,
  input: ProposeChangeInput,
  tx?: Tx,
): Promise<{ changeOrderId: Id<"chg">; isReplay: boolean }> {
  const { contractId, agreementVersion, milestones, ...proposal } = proposeChangeInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const locked = await lockContract(tx, actor, contractId);
    return insertProposal(tx, locked, {
      actor,
      ...proposal,
      make: async () => {
        requireRunning(locked);
        requireVersion(locked, agreementVersion);
        await requirePlan(tx, locked, milestones);
        return { plan: milestones };
      },
    });
  });
}
