"use no memo";

import type { ReactNode } from "react";
import type { KnownProps } from "#components/board/board-kind";
import { KnownEntry } from "#components/board/known-entry";
import { Amount } from "#components/ui/amount";
import { Time } from "#components/ui/time";
import type { JobRowData } from "./job-row.tsx";

/** A job that cannot be loaded now: what its row in the list said, and the way to try again. */
export function KnownJob({ row: job, ...state }: KnownProps<JobRowData>): ReactNode {
  return (
    <KnownEntry one="job" title={job?.title ?? null} page={job && `/jobs/${job.jobId}`} {...state}>
      {job && (
        <>
          <p className="mt-2.5 text-ink-2">
            <bdi>{job.clientName}</bdi> · posted <Time at={job.createdAt} />
          </p>
          <p className="mt-5">
            <Amount cents={job.budgetCents} className="font-semibold" /> fixed price
          </p>
          <p dir="auto" className="prose-text mt-5">
            {job.snippet}
          </p>
        </>
      )}
    </KnownEntry>
  );
}
