import { and, eq, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { savedSearches } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { parseJobFilters } from "#lib/jobs/filters";
import { countJobsSince } from "#lib/jobs/queries/board";
import { parsePersonFilters } from "#lib/people/filters";
import { countPeopleSince } from "#lib/people/queries/people";
import { readQueryText } from "#lib/search-params";
import { type Board, boardOf, NEW_COUNTED_MOST, readSearch } from "./policy.ts";
import type { SavedSearchView } from "./schema.ts";

/**
 * The actor's saved searches of this board by name, all of them (a person has only so many), each with a bounded count of
 * what is new. Nothing is asked for anybody who has none there.
 */
export async function listSearches(
  actor: Actor | null,
  board: Board,
  reader: Reader = getDb(),
): Promise<SavedSearchView[]> {
  if (!actor || boardOf(actor.role) !== board) return [];
  const rows = await reader
    .select({
      searchId: savedSearches.id,
      name: savedSearches.name,
      saved: savedSearches.query,
      seenAt: savedSearches.seenAt,
    })
    .from(savedSearches)
    .where(and(eq(savedSearches.userId, actor.userId), eq(savedSearches.board, board)))
    .orderBy(sql`lower(${savedSearches.name})`);
  const searches: SavedSearchView[] = [];
  // One after the other: together, one person's searches would take every connection of the pool.
  for (const row of rows) {
    const since = { board, query: row.saved, seenAt: row.seenAt };
    const newCount = await countNew(actor, since, reader);
    searches.push({ ...row, ...readSearch(board, row.saved), newCount });
  }
  return searches;
}

/** How many entries of its board a search has found since `seenAt`, up to one more than NEW_COUNTED_MOST. */
export function countNew(
  actor: Actor,
  { board, query, seenAt }: { board: Board; query: string; seenAt: Date },
  reader: Reader = getDb(),
): Promise<number> {
  const params = readQueryText(query);
  const since = { seenAt, most: NEW_COUNTED_MOST };
  return board === "jobs"
    ? countJobsSince(actor, parseJobFilters(params), since, reader)
    : countPeopleSince(actor, parsePersonFilters(params), since, reader);
}
