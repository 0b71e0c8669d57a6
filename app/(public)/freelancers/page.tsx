import type { Metadata } from "next";
import { Suspense } from "react";
import { BoardNote, LostFilters } from "#components/board/board-note";
import { BoardSkeleton } from "#components/board/board-skeleton";
import { SavedSearches } from "#components/searches/saved-searches-later";
import type { Actor } from "#lib/auth/actor";
import { findActor } from "#lib/auth/session";
import { pageTimeZone } from "#lib/edge/page";
import { isDomainError } from "#lib/errors";
import { listInvitableJobs } from "#lib/jobs/queries/jobs";
import { readShown } from "#lib/paging";
import {
  formatPersonFilters,
  lostPersonFilters,
  type PersonFilters,
  parsePersonFilters,
  rateDoubts,
} from "#lib/people/filters";
import { getPerson, listPeople, type PeoplePage } from "#lib/people/queries/people";
import type { SearchParams } from "#lib/search-params";
import { listSearches } from "#lib/searches/queries";
import { readNews } from "#lib/searches/shown";
import { now } from "#lib/time";
import { replaceSearchAction, saveSearchAction } from "../../actions.ts";
import { PeopleEmpty } from "./people-empty.tsx";
import { PeopleFilters } from "./people-filters.tsx";
import { PersonBoard } from "./person-board.tsx";

const SEARCH_ACTIONS = {
  save: saveSearchAction,
  replace: replaceSearchAction,
};

export const metadata: Metadata = { title: "Freelancers" };

export default function FreelancersPage({ searchParams }: PageProps<"/freelancers">) {
  return (
    <>
      <h1 className="sr-only">Freelancers</h1>
      <Suspense fallback={<BoardSkeleton label="Loading the freelancers" />}>
        <People searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function People({ searchParams }: Pick<PageProps<"/freelancers">, "searchParams">) {
  const params = await searchParams;
  const filters = parsePersonFilters(params);
  const after = typeof params.after === "string" ? params.after : undefined;
  const shown = readShown(params.shown);
  const actor = await findActor();
  const at = now();
  const [page, searches] = await Promise.all([
    listPeople(actor, filters, { ...(after && { after }), ...(shown && { limit: shown }) }),
    listSearches(actor, "freelancers"),
  ]);
  const query = formatPersonFilters(filters);
  const chosen = typeof params.person === "string" ? params.person : null;
  const openedId = chosen ?? page.rows[0]?.handle;
  return (
    <PersonBoard
      query={query}
      page={page}
      isLaterPage={after !== undefined}
      opened={openedId ? await loadOpened(actor, openedId) : null}
      news={readNews(searches, query, params)}
      hasBottomBar={actor !== null}
      notes={<Notes params={params} filters={filters} page={page} />}
      toolbar={
        <PeopleFilters
          filters={filters}
          viewerZone={await pageTimeZone()}
          total={page.total}
          hasSaved={actor?.role === "client"}
          searches={
            actor?.role === "client" && (
              <SavedSearches
                board="freelancers"
                searches={searches}
                query={query}
                at={at.getTime()}
                actions={SEARCH_ACTIONS}
              />
            )
          }
        />
      }
      empty={page.total === 0 && <PeopleEmpty filters={filters} because={page.emptyBecause} />}
    />
  );
}

function Notes({
  params,
  filters,
  page,
}: {
  params: SearchParams;
  filters: PersonFilters;
  page: PeoplePage;
}) {
  const doubts = rateDoubts(params);
  const isMixed =
    filters.sort === "mixed" &&
    page.rows.some(({ completedCount }) => completedCount === 0) &&
    page.rows.some(({ completedCount }) => completedCount > 0);
  return (
    <>
      <LostFilters lost={lostPersonFilters(params)} />
      {doubts.length > 0 && <BoardNote>The rate is left out. {doubts.join(" ")}</BoardNote>}
      {isMixed && (
        <p className="px-[18px] pb-3 text-sm text-ink-3 md:pr-5 md:pl-7">
          By what they have done here. Every fourth one is new and has not finished a job yet.
        </p>
      )}
    </>
  );
}

/** Somebody who does not exist must not make the whole list not found. */
async function loadOpened(actor: Actor | null, handle: string) {
  try {
    const [person, jobs] = await Promise.all([getPerson(actor, handle), listInvitableJobs(actor)]);
    return { person, jobs };
  } catch (error) {
    if (isDomainError(error, "not_found")) return null;
    throw error;
  }
}
