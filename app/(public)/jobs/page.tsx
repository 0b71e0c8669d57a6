import type { Metadata } from "next";
import { Suspense } from "react";
import type { Actor } from "#lib/auth/actor";
import { findActor } from "#lib/auth/session";
import { getHiringRecord } from "#lib/contracts/queries";
import { isDomainError } from "#lib/errors";
import { parseJobFilters } from "#lib/jobs/filters";
import { listJobs } from "#lib/jobs/list-jobs";
import { getJob, listCommonSkills } from "#lib/jobs/queries";
import { markJobAction } from "./actions.ts";
import { BoardEmpty } from "./board-empty.tsx";
import { BoardFrame } from "./board-frame.tsx";
import { BoardSkeleton } from "./board-skeleton.tsx";
import { FilterBar } from "./filter-bar.tsx";

export const metadata: Metadata = { title: "Jobs" };

export default function JobsPage({ searchParams }: PageProps<"/jobs">) {
  return (
    <>
      <h1 className="sr-only">Jobs</h1>
      <Suspense fallback={<BoardSkeleton />}>
        <Board searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Board({ searchParams }: Pick<PageProps<"/jobs">, "searchParams">) {
  const params = await searchParams;
  const filters = parseJobFilters(params);
  const after = typeof params.after === "string" ? params.after : undefined;
  const [actor, skills] = await Promise.all([findActor(), listCommonSkills()]);
  const page = await listJobs(actor, filters, after ? { after } : {});
  const chosen = typeof params.job === "string" ? params.job : null;
  const shown = chosen ?? page.jobs[0]?.jobId;
  return (
    <BoardFrame
      filters={filters}
      page={page}
      isLaterPage={after !== undefined}
      panel={shown ? await loadPanel(actor, shown) : null}
      hasBottomBar={actor !== null}
      toolbar={
        <FilterBar
          filters={filters}
          skills={skills}
          total={page.total}
          hasSaved={actor?.role === "freelancer"}
        />
      }
      empty={
        <BoardEmpty filters={filters} because={page.emptyBecause} role={actor?.role ?? null} />
      }
      markAction={markJobAction}
    />
  );
}

/** A job that does not exist must not take the board away with it. */
async function loadPanel(actor: Actor | null, jobId: string) {
  try {
    const job = await getJob(actor, jobId);
    return { job, record: await getHiringRecord(job.client.userId) };
  } catch (error) {
    if (isDomainError(error, "not_found")) return null;
    throw error;
  }
}
