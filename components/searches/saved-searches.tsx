"use client";
"use no memo";

import { FilterMenu, MenuChoice } from "#components/board/filter-menu";
import { Link } from "#components/ui/link";
import type { FormAction } from "#lib/forms/state";
import { type Board, readSearch, suggestName } from "#lib/searches/policy";
import type { SavedSearchView } from "#lib/searches/schema";
import { NewCount, NewDot, SeenMark } from "./new-counts.tsx";
import { searchAddress } from "./search-address.tsx";
import { SearchForms } from "./search-forms-later.tsx";

import { ThisSearch } from "./this-search.tsx";

type Actions = {
  readonly save: FormAction;
  readonly replace: FormAction;
};

/** The viewer's saved searches of a board, and the way to save what it shows now. */
export function SavedSearches({
  board,
  searches,
  query,
  at,
  actions,
}: {
  board: Board;
  searches: readonly SavedSearchView[];
  /** What the board shows, as its address's query. */
  query: string;
  /** When that was read, in milliseconds. */
  at: number;
  actions: Actions;
}) {
  const shown = searches.find((search) => search.query === query);
  const others = searches
    .filter((search) => search !== shown)
    .map(({ searchId, newCount }) => ({ searchId, newCount, at }));
  return (
    <>
      {shown && shown.newCount > 0 && <SeenMark searchId={shown.searchId} at={at} />}
      <FilterMenu label="Searches" badge={<NewDot all={others} />} align="end">
        <noscript>
          <p>
            <a href={withoutScripts(query)} className="link">
              Open, save or replace
            </a>
          </p>
        </noscript>
        {searches.length > 0 && (
          <SearchList board={board} searches={searches} shown={shown} at={at} />
        )}
        <ThisSearch savedAs={shown?.name ?? null}>
          <SearchForms
            query={query}
            name={suggestName(board, readSearch(board, query))}
            searches={searches.map(({ searchId, name }) => ({ value: searchId, label: name }))}
            save={actions.save}
            replace={actions.replace}
          />
        </ThisSearch>
      </FilterMenu>
    </>
  );
}

/** The page of saved searches, with the way to save this one. */
function withoutScripts(query: string): string {
  return `/searches?${new URLSearchParams({ save: query })}`;
}

function SearchList({
  board,
  searches,
  shown,
  at,
}: {
  board: Board;
  searches: readonly SavedSearchView[];
  shown: SavedSearchView | undefined;
  at: number;
}) {
  return (
    <div className="-mx-4 -mt-2.5 mb-4 noscript:hidden border-b border-line pb-2.5">
      <ul aria-label="Saved searches" className="max-h-64 overflow-y-auto overscroll-contain">
        {searches.map((search) => (
          <li key={search.searchId}>
            <MenuChoice href={searchAddress(board, search.saved)} isCurrent={search === shown}>
              <SearchName search={search} at={search === shown ? null : at} />
            </MenuChoice>
          </li>
        ))}
      </ul>
      <Link
        href="/searches"
        className="flex min-h-9 items-center px-4 text-ink-2 hover:bg-sunk hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
      >
        Rename or remove
      </Link>
    </div>
  );
}

/** `at`: when what is new was counted; null for the search that is on the screen, in which nothing is new. */
function SearchName({ search, at }: { search: SavedSearchView; at: number | null }) {
  const { searchId, name, newCount, lost } = search;
  return (
    <>
      <span className="min-w-0 py-1.5 text-left">
        <bdi className="line-clamp-2 break-words">{name}</bdi>
        {lost.length > 0 && (
          <span className="block text-sm text-ink-3">A part of it no longer exists</span>
        )}
      </span>
      {at !== null && <NewCount searchId={searchId} newCount={newCount} at={at} />}
    </>
  );
}
