import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { savedSearches } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { now } from "#lib/time";
import { lockSearch } from "./internal/lock-search.ts";
import { readSearch } from "./policy.ts";
import { type ReplaceSearchInput, replaceSearchInput } from "./schema.ts";

/**
 * Puts other words, filters and order under the name of a saved search. All that is on the board now counts as seen.
 * Throws not_found.
 */
export async function replaceSearch(
  actor: Actor,
  input: ReplaceSearchInput,
  tx?: Tx,
): Promise<{ name: string }> {
  const { searchId, query } = replaceSearchInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { board, name } = await lockSearch(tx, actor, searchId);
    await tx
      .update(savedSearches)
      .set({ query: readSearch(board, query).query, seenAt: now() })
      .where(eq(savedSearches.id, searchId));
    return { name };
  });
}
