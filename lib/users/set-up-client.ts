import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { takeHandle } from "./insert-person.ts";
import { lockPerson, writeAvatar, writeClientProfile } from "./internal/write-profile.ts";
import { type SetUpClientInput, setUpClientInput } from "./schema.ts";

/**
 * Sets up a client's profile for the first time, under an address made from the company's name: until now nobody could
 * have seen the address made from the person's name. Throws forbidden, already_onboarded.
 */
export async function setUpClient(actor: Actor, input: SetUpClientInput, tx?: Tx): Promise<void> {
  const { avatarFileId, ...fields } = setUpClientInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const person = await lockPerson(tx, actor, "client");
    if (person.onboardedAt) throw new DomainError("already_onboarded");
    await writeClientProfile(tx, actor.userId, fields);
    await writeAvatar(tx, person, avatarFileId);
    const { userId, role } = actor;
    await takeHandle(tx, { userId, name: fields.companyName, role, own: person.handle });
    await tx.update(users).set({ onboardedAt: now() }).where(eq(users.id, userId));
  });
}
