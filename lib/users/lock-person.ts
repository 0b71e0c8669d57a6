import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { users } from "#db/schema";
import type { Actor, Role } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";

/**
 * The actor's own row, held until the transaction ends, so that two tabs change a profile one after the other.
 * Throws forbidden for another role than `role`.
 */
export async function lockPerson(
  tx: Tx,
  actor: Actor,
  role: Role,
): Promise<typeof users.$inferSelect> {
  if (actor.role !== role) throw new DomainError("forbidden");
  const [row] = await tx.select().from(users).where(eq(users.id, actor.userId)).for("update");
  if (!row) throw new DomainError("not_found");
  return row;
}
