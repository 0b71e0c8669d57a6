import { filePath } from "#lib/files/schema";
import type { Id } from "#lib/ids";

/** Where a person's picture is; null without one, when their initials stand for them. */
export function avatarPath({ avatarFileId }: { readonly avatarFileId: Id<"fil"> | null }) {
  return avatarFileId && filePath(avatarFileId);
}
