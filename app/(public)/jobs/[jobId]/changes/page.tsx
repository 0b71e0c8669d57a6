import type { Metadata } from "next";
import { Suspense } from "react";
import { ChangesTable } from "#components/ui/changes-table";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { MiniSection, PageHeader } from "#components/ui/section";
import { Loading, SkeletonText } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { findActor } from "#lib/auth/session";
import { orNotFound } from "#lib/edge/page";
import { listJobChanges } from "#lib/jobs/queries/changes";

type Props = PageProps<"/jobs/[jobId]/changes">;

export const metadata: Metadata = { title: "What was changed in this job" };

export default function JobChangesPage({ params }: Props) {
  return (
    <div className="page max-w-[60rem]">
      <Suspense fallback={<ChangesSkeleton />}>
        <JobChanges params={params} />
      </Suspense>
    </div>
  );
}

async function JobChanges({ params }: Pick<Props, "params">) {
  const { jobId } = await params;
  const { job, edits } = await orNotFound(listJobChanges(await findActor(), jobId));
  return (
    <>
      <PageHeader
        eyebrow="What was changed"
        title={
          <Link href={`/jobs/${job.jobId}`} className="rounded-sm">
            <bdi>{job.title}</bdi>
          </Link>
        }
        meta={
          <p>
            Posted <Time at={job.createdAt} format="datetime" /> ·{" "}
            <Link href={`/jobs/${job.jobId}`} className="link">
              Back to the job
            </Link>
          </p>
        }
        className="mb-9"
      />
      {edits.length === 0 && (
        <EmptyState title="Nothing was changed">
          This job reads as it did when it was posted.
        </EmptyState>
      )}
      <div className="space-y-9">
        {edits.map(({ revision, at, changes }) => (
          <MiniSection key={revision} title={<Time at={at} format="datetime" />}>
            <ChangesTable changes={changes} seenLabel="Before" nowLabel="After" />
          </MiniSection>
        ))}
      </div>
    </>
  );
}

function ChangesSkeleton() {
  return (
    <Loading label="Loading the changes">
      <SkeletonText lines={8} />
    </Loading>
  );
}
