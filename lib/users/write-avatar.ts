import { eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { users } from "#db/schema";
import { attachFiles } from "#lib/files/attach-files";
import { removeAttached } from "#lib/files/remove-attached";
import type { Id } from "#lib/ids";

type Person = Pick<typeof users.$inferSelect, "id" | "avatarFileId">;

/**
 * Puts a picture in the place of the person's old one, which is thrown away; null only throws it away, and left out it
 * stays. The caller holds the person's row. Throws file_unavailable.
 */
export async function writeAvatar(
  tx: Tx,
  { id, avatarFileId }: Person,
  wanted: Id<"fil"> | null | undefined,
): Promise<void> {
  if (wanted === undefined || wanted === avatarFileId) return;
  const to = { avatarOf: id };
  await removeAttached(tx, to);
  if (wanted) await attachFiles(tx, { ownerId: id, fileIds: [wanted], purpose: "avatar", to });
  await tx.update(users).set({ avatarFileId: wanted }).where(eq(users.id, id));
}
