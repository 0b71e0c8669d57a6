import { eq, like } from "drizzle-orm";
import type { Tx } from "#db/client";
import { users } from "#db/schema";
import { isUniqueViolation } from "#db/unique-violation";
import type { Role } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { handleCandidates } from "./handle.ts";
import { isHeldForUndo } from "./internal/mail-links.ts";

type NewPerson = {
  role: Role;
  name: string;
  email: string;
  passwordHash: string;
  /** Whether the address is known to be theirs. */
  isVerified: boolean;
};

/** A handle's beginning, short enough that every numbered handle of the same name shares it. */
const SHARED_LENGTH = 30;

/**
 * Inserts a person under a free handle made from the name. Returns null and changes nothing when the e-mail is taken.
 * Two people of the same name at the same time both get in: the loser of the race takes the next handle.
 */
export async function insertPerson(
  tx: Tx,
  { isVerified, ...person }: NewPerson,
): Promise<Id<"usr"> | null> {
  // Whoever had the address may still take it back.
  if (await isHeldForUndo(tx, person.email, null)) return null;
  const at = now();
  for (;;) {
    const [inserted] = await tx
      .insert(users)
      .values({
        ...person,
        id: newId("usr"),
        handle: await freeHandle(tx, person.name, person.role),
        createdAt: at,
        emailVerifiedAt: isVerified ? at : null,
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

type Naming = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly role: Role;
  /** The handle that the person already has: free for them. */
  readonly own: string;
};

/** Gives a person the best free handle for a name. The loser of a race for it takes the next one. */
export async function takeHandle(tx: Tx, { userId, name, role, own }: Naming): Promise<void> {
  for (;;) {
    const handle = await freeHandle(tx, name, role, own);
    try {
      // In a savepoint: PostgreSQL allows nothing after an error in the same transaction.
      await tx.transaction((inner) =>
        inner.update(users).set({ handle }).where(eq(users.id, userId)),
      );
      return;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }
}

/** The best handle for `name` that nobody had when asked; `own` counts as free. */
async function freeHandle(tx: Tx, name: string, role: Role, own?: string): Promise<string> {
  const candidates = handleCandidates(name, role);
  const [base = ""] = handleCandidates(name, role);
  const rows = await tx
    .select({ handle: users.handle })
    .from(users)
    .where(like(users.handle, `${base.slice(0, SHARED_LENGTH)}%`));
  const taken = new Set(rows.map((row) => row.handle.toLowerCase()));
  if (own) taken.delete(own.toLowerCase());
  for (const candidate of candidates) if (!taken.has(candidate)) return candidate;
  throw new Error("Candidates never end");
}
