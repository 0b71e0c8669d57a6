import { readWholeNumber } from "#lib/read-whole-number";
import { type SearchParams, valuesOf } from "#lib/search-params";
import type { Board } from "./policy.ts";
import type { SavedSearchView } from "./schema.ts";

/** Says since when entries are new, where opening a search without scripts has marked them as seen already. */
const NEW_SINCE = "new";

/** The saved search that a board shows, and since when (in milliseconds) its entries are new; null for any other result. */
export function readNews(
  searches: readonly SavedSearchView[],
  query: string,
  params: SearchParams,
): { searchId: string; since: number } | null {
  const shown = searches.find((search) => search.query === query);
  if (!shown) return null;
  const opened = readWholeNumber(valuesOf(params[NEW_SINCE])[0]) ?? Number.POSITIVE_INFINITY;
  return { searchId: shown.searchId, since: Math.min(shown.seenAt.getTime(), opened) };
}

/** The address of a search that was opened without scripts. */
export function openedAddress(board: Board, query: string, newSince: Date): string {
  const params = new URLSearchParams(query);
  params.set(NEW_SINCE, String(newSince.getTime()));
  return `/${board}?${params}`;
}
