import { and, eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { freelancerProfiles, savedPeople } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { limitPerson } from "#lib/auth/limit-person";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { type PersonIdInput, personIdInput } from "./schema.ts";

/**
 * Keeps a freelancer in the client's list. Saving them again changes nothing. Throws forbidden, not_found,
 * too_many_at_once.
 */
export async function savePerson(actor: Actor, input: PersonIdInput, tx?: Tx): Promise<void> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { freelancerId } = personIdInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const isFreelancer = eq(freelancerProfiles.userId, freelancerId);
    if ((await tx.$count(freelancerProfiles, isFreelancer)) === 0) {
      throw new DomainError("not_found");
    }
    const { userId } = actor;
    const saved = await tx
      .insert(savedPeople)
      .values({ userId, freelancerId, createdAt: now() })
      .onConflictDoNothing()
      .returning();
    if (saved.length === 0) return;
    await limitPerson(tx, userId, "savedPeople", () =>
      tx.$count(savedPeople, eq(savedPeople.userId, userId)),
    );
  });
}

/** Removes a freelancer from the client's list. Doing it again changes nothing. Throws forbidden. */
export async function unsavePerson(actor: Actor, input: PersonIdInput, tx?: Tx): Promise<void> {
  if (actor.role !== "client") throw new DomainError("forbidden");
  const { freelancerId } = personIdInput.parse(input);
  const { userId } = actor;
  return inTransaction(tx, async (tx) => {
    await tx
      .delete(savedPeople)
      .where(and(eq(savedPeople.userId, userId), eq(savedPeople.freelancerId, freelancerId)));
  });
}
