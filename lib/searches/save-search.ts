import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { savedSearches } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { limitPerson } from "#lib/auth/limit-person";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { requireFreeName } from "./internal/require-free-name.ts";
import { boardOf, readSearch } from "./policy.ts";
import { type SaveSearchInput, saveSearchInput } from "./schema.ts";

/**
 * Keeps a search of the actor's board under a name of theirs. All that is on the board now counts as seen. Throws
 * forbidden, search_name_taken, too_many_at_once.
 */
export async function saveSearch(
  actor: Actor,
  input: SaveSearchInput,
  tx?: Tx,
): Promise<{ searchId: Id<"sch"> }> {
  const board = boardOf(actor.role);
  if (board === null) throw new DomainError("forbidden");
  const { name, query } = saveSearchInput.parse(input);
  return inTransaction(tx, async (tx) => {
    const { userId } = actor;
    const searchId = newId("sch");
    await requireFreeName(tx, { userId, board, name });
    const at = now();
    await tx.insert(savedSearches).values({
      id: searchId,
      userId,
      board,
      name,
      query: readSearch(board, query).query,
      seenAt: at,
      createdAt: at,
    });
    await limitPerson(tx, userId, "savedSearches", () =>
      tx.$count(savedSearches, eq(savedSearches.userId, userId)),
    );
    return { searchId };
  });
}
