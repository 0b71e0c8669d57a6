import type { Tx } from "#db/client";
import { clientProfiles } from "#db/schema";
import type { Id } from "#lib/ids";
import type { ClientFields } from "./schema.ts";

/** Puts these fields in the place of the client's profile, or makes it. */
export async function writeClientProfile(
  tx: Tx,
  userId: Id<"usr">,
  fields: Omit<ClientFields, "avatarFileId">,
): Promise<void> {
  const { companyName, website, size, location, about } = fields;
  const profile = { companyName, website, size, location, about };
  await tx
    .insert(clientProfiles)
    .values({ userId, ...profile })
    .onConflictDoUpdate({ target: clientProfiles.userId, set: profile });
}
