import type { Metadata } from "next";
import { Suspense } from "react";
import { BoardNote } from "#components/board/board-note";
import { BoardSkeleton } from "#components/board/board-skeleton";
import type { Actor } from "#lib/auth/actor";
import { findActor } from "#lib/auth/session";
import { getClientRecord } from "#lib/contracts/queries/client-record";
import { isDomainError } from "#lib/errors";
import {
  budgetDoubts,
  formatJobFilters,
  type JobFilters,
  parseJobFilters,
} from "#lib/jobs/filters";
import { listJobs } from "#lib/jobs/queries/board";
import { getJob } from "#lib/jobs/queries/jobs";
import { BoardEmpty } from "./board-empty.tsx";
import { CorrectionNote } from "./correction-note.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { JobBoard } from "./job-board.tsx";

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
  const filters = parseJobFilters(params);
  const after = typeof params.after === "string" ? params.after : undefined;
  const actor = await findActor();
  const page = await listJobs(actor, filters, after ? { after } : {});
  const chosen = typeof params.job === "string" ? params.job : null;
  const shown = chosen ?? page.jobs[0]?.jobId;
  return (
    <JobBoard
      query={formatJobFilters(filters)}
      page={{ rows: page.jobs, next: page.next, total: page.total }}
      isLaterPage={after !== undefined}
      opened={shown ? await loadOpened(actor, shown) : null}
      hasBottomBar={actor !== null}
      notes={
        <Notes filters={filters} doubts={budgetDoubts(params)} correctedTo={page.correctedTo} />
      }
      toolbar={
        <FilterBar filters={filters} total={page.total} hasSaved={actor?.role === "freelancer"} />
      }
      empty={
        page.total === 0 && (
          <BoardEmpty filters={filters} because={page.emptyBecause} role={actor?.role ?? null} />
        )
      }
    />
  );
}

function Notes({
  filters,
  doubts,
  correctedTo,
}: {
  filters: JobFilters;
  doubts: readonly string[];
  correctedTo: string | null;
}) {
  return (
    <>
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
