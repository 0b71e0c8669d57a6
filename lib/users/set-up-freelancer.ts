import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { now } from "#lib/time";
import { lockPerson, writeAvatar, writeFreelancerProfile } from "./internal/write-profile.ts";
import { type SetUpFreelancerInput, setUpFreelancerInput } from "./schema.ts";

/**
 * Sets up a freelancer's profile for the first time; from then on it is public. Throws forbidden,
 * already_onboarded.
 */
export async function setUpFreelancer(
  actor: Actor,
  input: SetUpFreelancerInput,
  tx?: Tx,
): Promise<void> {
  const { avatarFileId, ...fields } = setUpFreelancerInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const person = await lockPerson(tx, actor, "freelancer");
    if (person.onboardedAt) throw new DomainError("already_onboarded");
    await writeFreelancerProfile(tx, actor.userId, fields);
    await writeAvatar(tx, person, avatarFileId);
    await tx.update(users).set({ onboardedAt: now() }).where(eq(users.id, actor.userId));
  });
}
