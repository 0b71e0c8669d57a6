import { inTransaction, type Tx } from "#db/client";
import type { Prover } from "#lib/auth/actor";
import { requireRecentProof } from "#lib/auth/recent-proof";
import { requireRight } from "#lib/auth/staff";
import { log } from "#lib/log";
import { holdAdmins, holdColleague } from "#lib/users/hold-admins";
import { forgetPerson } from "./internal/forget-person.ts";
import { type DismissStaffInput, dismissStaffInput } from "./schema.ts";

/**
 * Takes the role of somebody who keeps the house away. Their account was for nothing else, so it ends as that of
 * somebody who leaves: they are signed out everywhere, and what they did stays in the audit. Throws not_found without
 * the right and for everybody who keeps no house, proof_needed, and own_role: so an admin is always left.
 */
export async function dismissStaff(
  actor: Prover,
  input: DismissStaffInput,
  tx?: Tx,
): Promise<void> {
  requireRight(actor, "manageStaff");
  const { userId } = dismissStaffInput.parse(input);
  await inTransaction(tx, async (tx) => {
    await holdAdmins(tx, actor);
    const person = await holdColleague(tx, actor, userId);
    await requireRecentProof(tx, actor);
    await forgetPerson(tx, person);
  });
  log.warn({ userId, by: actor.userId }, "Somebody keeps the house no longer");
}
