import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "#db/client";
import { users } from "#db/schema";
import { isUniqueViolation } from "#db/unique-violation";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";

/** Gives a person another name and address. Throws handle_taken, with the form's field. */
export async function renamePerson(
  tx: Tx,
  userId: Id<"usr">,
  { name, handle }: { name: string; handle: string },
): Promise<void> {
  const taken = new DomainError("handle_taken", { field: "handle" });
  const others = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.handle, handle), ne(users.id, userId)));
  if (others.length > 0) throw taken;
  try {
    await tx.update(users).set({ name, handle }).where(eq(users.id, userId));
  } catch (error) {
    // Somebody took it between the look and the change.
    throw isUniqueViolation(error) ? taken : error;
  }
}
