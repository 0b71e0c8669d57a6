import { filePath } from "#lib/files/paths";
import type { Id } from "#lib/ids";

/** The path of a person's picture; null when they have none and initials stand for them. */
export function avatarPath({ avatarFileId }: { readonly avatarFileId: Id<"fil"> | null }) {
  return avatarFileId && filePath(avatarFileId);
}
