import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import type { Prover } from "#lib/auth/actor";
import { requireRecentProof } from "#lib/auth/recent-proof";
import { requireRight } from "#lib/auth/staff";
import { log } from "#lib/log";
import { holdAdmins, holdColleague } from "./hold-admins.ts";
import { type ChangeStaffRoleInput, changeStaffRoleInput } from "./schema.ts";

/**
 * Gives somebody who keeps the house another role there. It counts from their next request on. Throws not_found without
 * the right and for everybody who keeps no house, proof_needed, and own_role: so an admin is always left.
 */
export async function changeStaffRole(
  actor: Prover,
  input: ChangeStaffRoleInput,
  tx?: Tx,
): Promise<void> {
  requireRight(actor, "manageStaff");
  const { userId, role } = changeStaffRoleInput.parse(input);
  await inTransaction(tx, async (tx) => {
    await holdAdmins(tx, actor);
    await holdColleague(tx, actor, userId);
    await requireRecentProof(tx, actor);
    await tx.update(users).set({ role }).where(eq(users.id, userId));
  });
  log.warn({ userId, role, by: actor.userId }, "Somebody has another role in the house");
}
