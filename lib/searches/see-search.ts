import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { savedSearches } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { now } from "#lib/time";
import { lockSearch } from "./internal/lock-search.ts";
import type { Board } from "./policy.ts";
import { type SeeSearchInput, seeSearchInput } from "./schema.ts";

/**
 * The actor has seen the result of a saved search as it was at a time; what comes after that is new. What was seen stays
 * seen, and nobody has seen the future. Returns where the search is, and since when its entries were new. Throws
 * not_found.
 */
export async function seeSearch(
  actor: Actor,
  input: SeeSearchInput,
  tx?: Tx,
): Promise<{ board: Board; query: string; newSince: Date }> {
  const { searchId, at } = seeSearchInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { board, query, seenAt } = await lockSearch(tx, actor, searchId);
    const seen = Math.min(at ?? Number.POSITIVE_INFINITY, now().getTime());
    if (seen > seenAt.getTime()) {
      await tx
        .update(savedSearches)
        .set({ seenAt: new Date(seen) })
        .where(eq(savedSearches.id, searchId));
    }
    return { board, query, newSince: seenAt };
  });
}
