import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { JobDetail } from "#components/jobs/job-detail";
import { JobNextStep } from "#components/jobs/job-next-step";
import { SaveButton } from "#components/jobs/save-button";
import { ShareLink } from "#components/jobs/share-link";
import { Loading } from "#components/ui/skeleton";
import { findActor } from "#lib/auth/session";
import { getHiringRecord } from "#lib/contracts/queries";
import { maySave } from "#lib/jobs/policy";
import { getJob } from "#lib/jobs/queries";
import { orNotFound } from "#lib/page";
import { markJobAction } from "../actions.ts";
import { PanelSkeleton } from "../board-skeleton.tsx";

type Props = PageProps<"/jobs/[jobId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jobId } = await params;
  const job = await orNotFound(getJob(null, jobId));
  return { title: job.title };
}

/** A job under its own address: what is shared, printed and found by search engines. */
export default function JobPage({ params }: Props) {
  return (
    <div className="page relative max-w-[61rem]">
      <Link
        href="/jobs"
        className="-mt-4 mb-3 -ml-2 inline-flex min-h-11 items-center gap-3 rounded px-2 text-ink-2 hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-4.5 text-ink" />
        All jobs
      </Link>
      <Suspense
        fallback={
          <Loading label="The job is on its way">
            <PanelSkeleton />
          </Loading>
        }
      >
        <Job params={params} />
      </Suspense>
    </div>
  );
}

async function Job({ params }: Pick<Props, "params">) {
  const { jobId } = await params;
  const job = await orNotFound(getJob(await findActor(), jobId));
  const record = await getHiringRecord(job.client.userId);
  return (
    <JobDetail
      job={job}
      record={record}
      level={1}
      tools={
        <>
          {maySave(job) && (
            <SaveButton jobId={job.jobId} isSaved={job.viewer.isSaved} action={markJobAction} />
          )}
          <ShareLink jobId={job.jobId} title={job.title} />
        </>
      }
    >
      <div className="mt-6.5 flex flex-wrap items-center gap-3.5">
        <JobNextStep job={job} />
      </div>
    </JobDetail>
  );
}
