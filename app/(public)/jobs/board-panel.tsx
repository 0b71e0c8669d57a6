"use client";

import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { JobDetail } from "#components/jobs/job-detail";
import { JobNextStep } from "#components/jobs/job-next-step";
import { SaveButton } from "#components/jobs/save-button";
import { ShareLink } from "#components/jobs/share-link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Loading } from "#components/ui/skeleton";
import type { FormAction } from "#lib/form-state";
import { maySave } from "#lib/jobs/policy";
import { fetchPanel, type PanelData } from "./board-data.tsx";
import { PanelSkeleton } from "./board-skeleton.tsx";

const FRESH_MS = 30_000;
export const HEADING_ID = "opened-job";

export function panelQuery(jobId: string) {
  return queryOptions({
    queryKey: ["job", jobId],
    queryFn: () => fetchPanel(jobId),
    staleTime: FRESH_MS,
  });
}

/** One job beside the list (or over it, on a phone). What the page brought along is shown without asking again. */
export function BoardPanel({
  jobId,
  rendered,
  isSaved,
  markAction,
  onMark,
  onShown,
  close,
}: {
  jobId: string;
  rendered: PanelData | null;
  /** What was marked since it was loaded. */
  isSaved: boolean | undefined;
  markAction: FormAction;
  onMark: (jobId: string, isSaved: boolean) => void;
  /** Its content stands there now. */
  onShown: () => void;
  close: ReactNode;
}) {
  const client = useQueryClient();
  const own = rendered?.job.jobId === jobId ? rendered : null;
  const { data, isError, refetch } = useQuery({
    ...panelQuery(jobId),
    ...(own ? { initialData: own } : {}),
  });
  useEffect(() => {
    if (rendered) client.setQueryData(panelQuery(rendered.job.jobId).queryKey, rendered);
  }, [client, rendered]);
  const isShown = data !== undefined;
  useEffect(() => {
    if (isShown) onShown();
  }, [isShown, onShown]);

  if (isError && !isShown) {
    return (
      <EmptyState
        title="This job could not be loaded"
        action={<Button onClick={() => refetch()}>Try again</Button>}
        className="border-y-0"
      >
        The connection or our server failed. Nothing was changed.
      </EmptyState>
    );
  }
  if (!isShown) {
    return (
      <Loading label="The job is on its way">
        <PanelSkeleton />
      </Loading>
    );
  }
  if (data === null) {
    return (
      <EmptyState title="There is no such job" className="border-y-0">
        The address may be incomplete. The jobs in the list are open.
      </EmptyState>
    );
  }
  const { job, record } = data;
  return (
    <JobDetail
      job={job}
      record={record}
      level={2}
      headingId={HEADING_ID}
      tools={
        <>
          {maySave(job) && (
            <SaveButton
              jobId={job.jobId}
              isSaved={isSaved ?? job.viewer.isSaved}
              action={markAction}
              onChange={(saved) => onMark(job.jobId, saved)}
            />
          )}
          <ShareLink jobId={job.jobId} title={job.title} />
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
