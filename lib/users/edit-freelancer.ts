import { inTransaction, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import {
  lockPerson,
  renamePerson,
  writeAvatar,
  writeFreelancerProfile,
} from "./internal/write-profile.ts";
import { type EditFreelancerInput, editFreelancerInput } from "./schema.ts";

/** Changes a freelancer's profile and its address. Throws forbidden, profile_incomplete before it is set up, handle_taken, file_unavailable. */
export async function editFreelancer(
  actor: Actor,
  input: EditFreelancerInput,
  tx?: Tx,
): Promise<void> {
  const { name, handle, avatarFileId, ...fields } = editFreelancerInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const person = await lockPerson(tx, actor, "freelancer");
    if (!person.onboardedAt) throw new DomainError("profile_incomplete");
    await renamePerson(tx, actor.userId, { name, handle });
    await writeFreelancerProfile(tx, actor.userId, fields);
    await writeAvatar(tx, person, avatarFileId);
  });
}
