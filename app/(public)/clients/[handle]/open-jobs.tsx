import { JobRow } from "#components/jobs/job-row";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Section } from "#components/ui/section";
import type { PostedJobs } from "#lib/jobs/queries/posted-jobs";
import { isolate } from "#lib/text";

/** What the company is looking for now. */
export function OpenJobs({
  posted,
  companyName,
  isOwn,
}: {
  posted: PostedJobs;
  companyName: string;
  isOwn: boolean;
}) {
  if (posted.open.length === 0) {
    return (
      <Section title="Open jobs" className="mt-12">
        <EmptyState
          title="No open jobs right now"
          action={isOwn && <ButtonLink href="/jobs/new">Post a job</ButtonLink>}
        >
          {isOwn
            ? "Jobs you post are listed here until you hire a freelancer."
            : `Jobs ${isolate(companyName)} posts are listed here until a freelancer is hired.`}
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section
      title={posted.openCount === 1 ? "1 open job" : `${posted.openCount} open jobs`}
      className="mt-12"
    >
      <ul className="border-b border-line">
        {posted.open.map((job) => (
          <JobRow key={job.jobId} job={job} href={`/jobs/${job.jobId}`} level={3} />
        ))}
      </ul>
    </Section>
  );
}
