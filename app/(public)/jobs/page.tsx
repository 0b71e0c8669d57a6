import type { Metadata } from "next";
import { Suspense } from "react";
import { BoardNote, LostFilters } from "#components/board/board-note";
import { BoardSkeleton } from "#components/board/board-skeleton";
import { SavedSearches } from "#components/searches/saved-searches-later";
import type { Actor } from "#lib/auth/actor";
import { findActor } from "#lib/auth/session";
import { getClientRecord } from "#lib/contracts/queries/client-record";
import { isDomainError } from "#lib/errors";
import {
  budgetDoubts,
  formatJobFilters,
  type JobFilters,
  lostJobFilters,
  parseJobFilters,
} from "#lib/jobs/filters";
import { listJobs } from "#lib/jobs/queries/board";
import { getJob } from "#lib/jobs/queries/jobs";
import { readShown } from "#lib/paging";
import type { SearchParams } from "#lib/search-params";
import { listSearches } from "#lib/searches/queries";
import { readNews } from "#lib/searches/shown";
import { now } from "#lib/time";
import { replaceSearchAction, saveSearchAction } from "../../actions.ts";
import { BoardEmpty } from "./board-empty.tsx";
import { CorrectionNote } from "./correction-note.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { JobBoard } from "./job-board.tsx";

const SEARCH_ACTIONS = {
  save: saveSearchAction,
  replace: replaceSearchAction,
};

export const metadata: Metadata = { title: "Jobs" };

export default function JobsPage({ searchParams }: PageProps<"/jobs">) {
  return (
    <>
      <h1 className="sr-only">Jobs</h1>
      <Suspense fallback={<BoardSkeleton label="Loading the jobs" />}>
        <Board searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Board({ searchParams }: Pick<PageProps<"/jobs">, "searchParams">) {
  const params = await searchParams;
  const after = typeof params.after === "string" ? params.after : undefined;
  const shown = readShown(params.shown);
  const actor = await findActor();
  const isFreelancer = actor?.role === "freelancer";
  const asked = parseJobFilters(params);
  // Nobody else has skills here, so an address that was passed on shows all of its jobs.
  const filters = { ...asked, isMatching: asked.isMatching && isFreelancer };
  const at = now();
  const [page, searches] = await Promise.all([
    listJobs(actor, filters, { ...(after && { after }), ...(shown && { limit: shown }) }),
    listSearches(actor, "jobs"),
  ]);
  const saved = formatJobFilters({ ...filters, q: page.correctedTo ?? filters.q });
  const chosen = typeof params.job === "string" ? params.job : null;
  const openedId = chosen ?? page.jobs[0]?.jobId;
  return (
    <JobBoard
      query={formatJobFilters(filters)}
      page={{ rows: page.jobs, next: page.next, total: page.total }}
      isLaterPage={after !== undefined}
      opened={openedId ? await loadOpened(actor, openedId) : null}
      news={readNews(searches, saved, params)}
      hasBottomBar={actor !== null}
      notes={<Notes filters={filters} params={params} correctedTo={page.correctedTo} />}
      toolbar={
        <FilterBar
          filters={filters}
          total={page.total}
          isFreelancer={isFreelancer}
          searches={
            isFreelancer && (
              <SavedSearches
                board="jobs"
                searches={searches}
                query={saved}
                at={at.getTime()}
                actions={SEARCH_ACTIONS}
              />
            )
          }
        />
      }
      empty={
        page.total === 0 && (
          <BoardEmpty
            filters={filters}
            because={page.emptyBecause}
            lacksSkills={page.lacksSkills}
            role={actor?.role ?? null}
          />
        )
      }
    />
  );
}

function Notes({
  filters,
  params,
  correctedTo,
}: {
  filters: JobFilters;
  params: SearchParams;
  correctedTo: string | null;
}) {
  const doubts = budgetDoubts(params);
  const asked = parseJobFilters(params);
  return (
    <>
      {asked.isMatching && !filters.isMatching && (
        <BoardNote>Only freelancers have skills to match, so this shows all jobs.</BoardNote>
      )}
      <LostFilters lost={lostJobFilters(params)} />
      {doubts.length > 0 && <BoardNote>The budget is left out. {doubts.join(" ")}</BoardNote>}
      {correctedTo !== null && <CorrectionNote filters={filters} correctedTo={correctedTo} />}
    </>
  );
}

/** A job that does not exist must not make the whole board not found. */
async function loadOpened(actor: Actor | null, jobId: string) {
  try {
    const job = await getJob(actor, jobId);
    return { job, record: await getClientRecord(actor, job) };
  } catch (error) {
    if (isDomainError(error, "not_found")) return null;
    throw error;
  }
}
