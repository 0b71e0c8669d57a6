import { eq, like } from "drizzle-orm";
import type { Tx } from "#db/client";
import { users } from "#db/schema";
import type { Role } from "#lib/auth/actor";
import { type Id, newId } from "#lib/ids";
import { now } from "#lib/time";
import { handleCandidates } from "./handle.ts";

type NewPerson = { role: Role; name: string; email: string; passwordHash: string };

/**
 * Inserts a person under a free handle made from the name. Null when the e-mail is taken, and nothing is changed
 * then. Two of the same name at the same moment both get in: the loser of the race takes the next handle.
 */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<Id<"usr"> | null> {
  for (;;) {
    const [inserted] = await tx
      .insert(users)
      .values({
        ...person,
        id: newId("usr"),
        handle: await freeHandle(tx, person.name, person.role),
        createdAt: now(),
        onboardedAt: null,
      })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (inserted) return inserted.id;
    const known = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.email, person.email));
    if (known.length > 0) return null;
  }
}

/** The best handle for `name` that nobody had at the moment of asking; `own` counts as free. */
export async function freeHandle(tx: Tx, name: string, role: Role, own?: string): Promise<string> {
  const candidates = handleCandidates(name, role);
  const [base] = handleCandidates(name, role);
  const rows = await tx
    .select({ handle: users.handle })
    .from(users)
    .where(like(users.handle, `${base}%`));
  const taken = new Set(rows.map((row) => row.handle.toLowerCase()));
  if (own) taken.delete(own.toLowerCase());
  for (const candidate of candidates) if (!taken.has(candidate)) return candidate;
  throw new Error("Candidates never end");
}
