import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { NewCount } from "#components/searches/new-counts";
import { OpenForm } from "#components/searches/open-form";
import { searchAddress } from "#components/searches/search-address";
import SearchForms from "#components/searches/search-forms";
import { ThisSearch } from "#components/searches/this-search";
import { ButtonLink } from "#components/ui/button";
import { ConfirmForm } from "#components/ui/confirm-form";
import { EmptyState } from "#components/ui/empty-state";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Link } from "#components/ui/link";
import { PageHeader, Row, Rows } from "#components/ui/section";
import { Loading, Skeleton } from "#components/ui/skeleton";
import { pageActor } from "#lib/edge/page";
import {
  type Board,
  boardOf,
  readSearch,
  SEARCH_NAME_MAX,
  suggestName,
} from "#lib/searches/policy";
import { listSearches } from "#lib/searches/queries";
import type { SavedSearchView } from "#lib/searches/schema";
import { now } from "#lib/time";
import { replaceSearchAction, saveSearchAction } from "../../actions.ts";
import { openSearchAction, removeSearchAction, renameSearchAction } from "./actions.ts";

export const metadata: Metadata = { title: "Saved searches" };

/** What the person has saved on their board, to open, rename and remove. */
export default function SearchesPage({ searchParams }: PageProps<"/searches">) {
  return (
    <div className="page">
      <PageHeader title="Saved searches" className="mb-8" />
      <Suspense
        fallback={
          <Loading label="Loading your saved searches">
            <Skeleton className="h-64 max-w-lg" />
          </Loading>
        }
      >
        <Searches searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function Searches({ searchParams }: Pick<PageProps<"/searches">, "searchParams">) {
  const [actor, { save }] = await Promise.all([pageActor(), searchParams]);
  const board = boardOf(actor.role);
  if (board === null) notFound();
  const at = now().getTime();
  const searches = await listSearches(actor, board);
  return (
    <div className="flex max-w-lg flex-col gap-10">
      {typeof save === "string" && <SaveHere board={board} asked={save} searches={searches} />}
      {searches.length === 0 && typeof save !== "string" && <NothingSaved board={board} />}
      {searches.length > 0 && (
        <Rows>
          {searches.map((search) => (
            <Row key={search.searchId}>
              <SearchText board={board} search={search} at={at} />
              <div className="mt-2 flex flex-wrap gap-x-2 gap-y-1">
                <noscript>
                  <OpenForm searchId={search.searchId} action={openSearchAction}>
                    Open <bdi>{search.name}</bdi>
                  </OpenForm>
                </noscript>
                <Rename search={search} />
                <Remove search={search} />
              </div>
            </Row>
          ))}
        </Rows>
      )}
    </div>
  );
}

/** Without scripts a board leads here to save what it shows. */
function SaveHere({
  board,
  asked,
  searches,
}: {
  board: Board;
  /** The query of the board's address. */
  asked: string;
  searches: readonly SavedSearchView[];
}) {
  const search = readSearch(board, asked);
  const saved = searches.find(({ query }) => query === search.query);
  return (
    <ThisSearch savedAs={saved?.name ?? null}>
      <SearchForms
        query={search.query}
        name={suggestName(board, search)}
        searches={searches.map(({ searchId, name }) => ({ value: searchId, label: name }))}
        save={saveSearchAction}
        replace={replaceSearchAction}
      />
    </ThisSearch>
  );
}

function NothingSaved({ board }: { board: Board }) {
  return (
    <EmptyState
      title="No saved searches yet"
      action={
        <ButtonLink href={`/${board}`}>
          {board === "jobs" ? "See the open jobs" : "See the freelancers"}
        </ButtonLink>
      }
    >
      Save a search on the board, and it tells you here and there what is new.
    </EmptyState>
  );
}

function SearchText({
  board,
  search,
  at,
}: {
  board: Board;
  search: SavedSearchView;
  /** When what is new was counted. */
  at: number;
}) {
  const { searchId, name, labels, lost, newCount, saved } = search;
  return (
    <>
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="min-w-0 font-text text-base font-semibold tracking-normal break-words">
          <Link href={searchAddress(board, saved)} className="link">
            <bdi>{name}</bdi>
          </Link>
        </h2>
        <NewCount searchId={searchId} newCount={newCount} at={at} />
      </div>
      <p className="mt-0.5 text-sm break-words text-ink-2">
        {labels.length > 0 ? (
          <bdi>{labels.join(" · ")}</bdi>
        ) : (
          `All ${board === "jobs" ? "open jobs" : "freelancers"}`
        )}
      </p>
      {lost.length > 0 && (
        <p className="mt-0.5 text-sm break-words text-ink-2">
          No longer exists, so it is left out: <bdi>{lost.join(", ")}</bdi>
        </p>
      )}
    </>
  );
}

function Rename({ search: { searchId, name } }: { search: SavedSearchView }) {
  return (
    <ConfirmForm
      action={renameSearchAction}
      label="Rename"
      submitLabel="Rename it"
      variant="quiet"
      className="sm:w-auto sm:open:w-full"
    >
      <input type="hidden" name="searchId" value={searchId} />
      <Field name="name" label="Its new name">
        <Input defaultValue={name} maxLength={SEARCH_NAME_MAX} autoComplete="off" />
      </Field>
    </ConfirmForm>
  );
}

function Remove({ search: { searchId } }: { search: SavedSearchView }) {
  return (
    <ConfirmForm
      action={removeSearchAction}
      label="Remove"
      submitLabel="Remove it"
      variant="quiet"
      submitVariant="danger"
      className="sm:w-auto sm:open:w-full"
    >
      <input type="hidden" name="searchId" value={searchId} />
      <p>Its name and its filters are forgotten. The board stays as it is.</p>
    </ConfirmForm>
  );
}
