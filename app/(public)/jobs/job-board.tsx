"use client";
"use no memo";

import { type ComponentProps, Suspense } from "react";
import { BoardFrame, type BoardProps } from "#components/board/board-frame";
import type { BoardKind, BoardRowProps, OpenedProps } from "#components/board/board-kind";
import { PanelSkeleton } from "#components/board/board-skeleton";
import { type JobData, JobDetail } from "#components/jobs/job-detail";
import { JobNextStep } from "#components/jobs/job-next-step";
import { JobRow, type JobRowData } from "#components/jobs/job-row";
import { KnownJob } from "#components/jobs/known-job";
import { lazyPart } from "#components/ui/on-demand";
import { ShareLink } from "#components/ui/share-link";
import type { ClientRecordView } from "#lib/contracts/contract-views";
import { formatJobFilters, parseJobFilters } from "#lib/jobs/filters";
import { maySave } from "#lib/jobs/policy";
import { markJobAction } from "./actions.ts";

// Most who look at the board are not signed in: they see no files, and cannot save.
const FileList = lazyPart(async () => {
  const part = await import("#components/files/file-list");
  return { default: part.FileList };
});
const SaveButton = lazyPart(async () => {
  const part = await import("#components/ui/save-button");
  return { default: part.SaveButton };
});

/** One job as the panel shows it. */
type OpenedJobData = { readonly job: JobData; readonly record: ClientRecordView | null };

const JOBS: BoardKind<JobRowData, OpenedJobData> = {
  path: "/jobs",
  param: "job",
  nouns: { one: "job", many: "jobs" },
  idOf: ({ jobId }) => jobId,
  cameAt: ({ createdAt }) => createdAt,
  idOfOpened: ({ job }) => job.jobId,
  queryOf: (fields) => formatJobFilters(parseJobFilters(fields)),
  Row,
  Opened: OpenedJob,
  Known: KnownJob,
  PanelSkeleton,
};

/** The open jobs, with the opened one beside them. */
export function JobBoard(props: BoardProps<JobRowData, OpenedJobData>) {
  return <BoardFrame kind={JOBS} {...props} />;
}

function Row({ row, isMarked, ...place }: BoardRowProps<JobRowData>) {
  return <JobRow job={{ ...row, isSaved: isMarked ?? row.isSaved }} {...place} />;
}

function OpenedJob({ opened, headingId, isMarked, onMark, close }: OpenedProps<OpenedJobData>) {
  const { job, record } = opened;
  return (
    <JobDetail
      Files={LateFiles}
      job={job}
      record={record}
      level={2}
      headingId={headingId}
      tools={
        <>
          {maySave(job) && (
            <Suspense fallback={null}>
              <SaveButton
                name="jobId"
                value={job.jobId}
                isSaved={isMarked ?? job.viewer.isSaved}
                action={markJobAction}
                onChange={onMark}
              />
            </Suspense>
          )}
          <ShareLink path={`/jobs/${job.jobId}`} title={job.title} what="this job" />
          {close}
        </>
      }
    >
      <div className="mt-6.5 flex flex-wrap items-center gap-3.5 border-line bg-paper py-3 max-lg:sticky max-lg:bottom-0 max-lg:-mx-[18px] max-lg:border-t max-lg:px-[18px] lg:py-0">
        <JobNextStep job={job} />
      </div>
    </JobDetail>
  );
}

function LateFiles(props: ComponentProps<typeof FileList>) {
  return (
    <Suspense fallback={null}>
      <FileList {...props} />
    </Suspense>
  );
}
