import { inTransaction, type Tx } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import {
  lockPerson,
  renamePerson,
  writeAvatar,
  writeClientProfile,
} from "./internal/write-profile.ts";
import { type EditClientInput, editClientInput } from "./schema.ts";

/**
 * Changes a client's profile and its address. Throws forbidden, profile_incomplete before it is set up, handle_taken,
 * file_unavailable.
 */
export async function editClient(actor: Actor, input: EditClientInput, tx?: Tx): Promise<void> {
  const { name, handle, avatarFileId, ...fields } = editClientInput.parse(input);
  await inTransaction(tx, async (tx) => {
    const person = await lockPerson(tx, actor, "client");
    if (!person.onboardedAt) throw new DomainError("profile_incomplete");
    await renamePerson(tx, actor.userId, { name, handle });
    await writeClientProfile(tx, actor.userId, fields);
    await writeAvatar(tx, person, avatarFileId);
  });
}
