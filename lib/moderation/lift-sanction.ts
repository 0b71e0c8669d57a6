import { inTransaction, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { notify } from "#lib/notifications/notify";
import { endSanction } from "./internal/end-sanction.ts";
import { lockSanction } from "./internal/lock-case.ts";
import { requireImpartial, requireModerator } from "./internal/require-moderator.ts";
import { type LiftSanctionInput, liftSanctionInput } from "./schema.ts";

/**
 * Ends a sanction before its time, with a reason that its person is told. Throws `not_found`, also for everybody else,
 * `not_impartial`, `sanction_over`.
 */
export async function liftSanction(actor: Actor, input: LiftSanctionInput, tx?: Tx): Promise<void> {
  requireModerator(actor);
  const { sanctionId, reason } = liftSanctionInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const found = await lockSanction(tx, sanctionId);
    await requireImpartial(tx, actor, found);
    if (found.endedAt) throw new DomainError("sanction_over");
    await endSanction(tx, actor, { sanctionId, reason });
    const { personId: to } = found;
    await notify(tx, { kind: "sanction_lifted", to, about: sanctionId, by: null, facts: {} });
  });
}
