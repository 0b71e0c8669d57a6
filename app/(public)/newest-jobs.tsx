import { Amount } from "#components/ui/amount";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { Loading, Skeleton, SkeletonRows } from "#components/ui/skeleton";
import { Time } from "#components/ui/time";
import { findActor } from "#lib/auth/session";
import { NO_FILTERS } from "#lib/jobs/filters";
import { listJobs } from "#lib/jobs/queries/board";

const SHOWN = 4;

export async function NewestJobs() {
  const { jobs } = await listJobs(await findActor(), NO_FILTERS, { limit: SHOWN });
  if (jobs.length === 0) {
    return (
      <EmptyState title="No open jobs yet">
        The first job that a client posts will be listed here.
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y divide-line border-y border-line">
      {jobs.map((job) => (
        <li key={job.jobId} className="relative py-4">
          <div className="flex items-baseline justify-between gap-6">
            <h3 className="min-w-0 font-text text-[1rem] font-semibold tracking-normal">
              <Link href={`/jobs/${job.jobId}`} className="stretched rounded-sm hover:text-accent">
                <bdi>{job.title}</bdi>
              </Link>
            </h3>
            <Amount cents={job.budgetCents} className="flex-none font-semibold" />
          </div>
          <p className="mt-1 text-sm text-ink-3">
            <bdi>{job.clientName}</bdi> · <Time at={job.createdAt} inline />
          </p>
        </li>
      ))}
    </ul>
  );
}

export function NewestJobsSkeleton() {
  return (
    <Loading label="Loading the newest jobs">
      <SkeletonRows count={SHOWN}>
        <div className="flex justify-between py-0.5">
          <Skeleton className="h-5 w-3/5" />
          <Skeleton className="h-5 w-24" />
        </div>
        <Skeleton className="mt-2 mb-0.5 h-3.5 w-48" />
      </SkeletonRows>
    </Loading>
  );
}
