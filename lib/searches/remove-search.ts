import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { savedSearches } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { lockSearch } from "./internal/lock-search.ts";
import { type SearchIdInput, searchIdInput } from "./schema.ts";

/** Forgets a saved search. Throws not_found. */
export async function removeSearch(
  actor: Actor,
  input: SearchIdInput,
  tx?: Tx,
): Promise<{ name: string }> {
  const { searchId } = searchIdInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { name } = await lockSearch(tx, actor, searchId);
    await tx.delete(savedSearches).where(eq(savedSearches.id, searchId));
    return { name };
  });
}
