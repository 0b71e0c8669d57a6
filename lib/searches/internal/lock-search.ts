import { and, eq } from "drizzle-orm";
import type { Tx } from "#db/client";
import { savedSearches } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";

/** The actor's own search, locked until the transaction ends. Throws not_found. */
export async function lockSearch(
  tx: Tx,
  { userId }: Actor,
  searchId: Id<"sch">,
): Promise<typeof savedSearches.$inferSelect> {
  const [search] = await tx
    .select()
    .from(savedSearches)
    .where(and(eq(savedSearches.id, searchId), eq(savedSearches.userId, userId)))
    .for("update");
  if (!search) throw new DomainError("not_found");
  return search;
}
