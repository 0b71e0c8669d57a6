import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { savedSearches } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { lockSearch } from "./internal/lock-search.ts";
import { requireFreeName } from "./internal/require-free-name.ts";
import { type RenameSearchInput, renameSearchInput } from "./schema.ts";

/** Gives a saved search another name. Throws not_found, search_name_taken. */
export async function renameSearch(actor: Actor, input: RenameSearchInput, tx?: Tx): Promise<void> {
  const { searchId, name } = renameSearchInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { userId, board } = await lockSearch(tx, actor, searchId);
    await requireFreeName(tx, { userId, board, name }, searchId);
    await tx.update(savedSearches).set({ name }).where(eq(savedSearches.id, searchId));
  });
}
