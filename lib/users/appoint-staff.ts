import { inTransaction, type Tx } from "#db/client";
import type { Prover } from "#lib/auth/actor";
import { NOBODYS_HASH } from "#lib/auth/password";
import { requireRecentProof } from "#lib/auth/recent-proof";
import { requireRight } from "#lib/auth/staff";
import { enqueue } from "#lib/edge/task";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { newId } from "#lib/new-id";
import { holdAdmins } from "./hold-admins.ts";
import { insertPerson } from "./insert-person.ts";
import { type AppointStaffInput, appointStaffInput, sendLinkTask } from "./schema.ts";

/**
 * Makes an account for somebody who is to keep the house, and has a link sent with which they choose its password. It
 * is always a new one: whoever hires or is hired here does so with another account, and so nobody judges themselves.
 * Throws not_found without the right, proof_needed, and address_known.
 */
export async function appointStaff(
  actor: Prover,
  input: AppointStaffInput,
  tx?: Tx,
): Promise<{ readonly userId: Id<"usr"> }> {
  requireRight(actor, "manageStaff");
  const { name, email, role } = appointStaffInput.parse(input);
  const userId = await inTransaction(tx, async (tx) => {
    await requireRecentProof(tx, actor);
    await holdAdmins(tx, actor);
    const person = { role, name, email, passwordHash: NOBODYS_HASH, isVerified: false };
    const userId = await insertPerson(tx, person);
    if (userId === null) throw new DomainError("address_known", { field: "email" });
    await enqueue(tx, sendLinkTask, { linkId: newId("lnk"), userId, purpose: "appointed" });
    return userId;
  });
  log.warn({ userId, role, by: actor.userId }, "Somebody was appointed to keep the house");
  return { userId };
}
