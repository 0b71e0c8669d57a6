import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "#db/client";
import { users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { isStaff } from "#lib/auth/staff";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";

/**
 * Locks every admin, in the order of their ids, until the transaction ends: of two who take each other's role away at
 * the same moment, the second is no admin any more. So the actor of a change is always one who is left. Throws
 * not_found when the actor is none.
 */
export async function holdAdmins(tx: Tx, actor: Actor): Promise<void> {
  const admins = await tx
    .select({ userId: users.id })
    .from(users)
    .where(and(eq(users.role, "admin"), isNull(users.leftAt)))
    .orderBy(asc(users.id))
    .for("update");
  if (!admins.some(({ userId }) => userId === actor.userId)) throw new DomainError("not_found");
}

/** Somebody else who keeps the house, locked. Throws own_role, and not_found for whoever does not keep it. */
export async function holdColleague(tx: Tx, actor: Actor, userId: Id<"usr">): Promise<Actor> {
  if (userId === actor.userId) throw new DomainError("own_role");
  const [person] = await tx
    .select({ userId: users.id, role: users.role })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.leftAt)))
    .for("update");
  if (!person || !isStaff(person.role)) throw new DomainError("not_found");
  return person;
}
