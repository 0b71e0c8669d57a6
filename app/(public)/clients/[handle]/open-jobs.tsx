import { JobRow } from "#components/jobs/job-row";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Section } from "#components/ui/section";
import type { PostedJobs } from "#lib/jobs/list-posted-jobs";

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
          title="No open jobs at present"
          action={isOwn && <ButtonLink href="/jobs/new">Post a job</ButtonLink>}
        >
          {isOwn
            ? "What you post shows here until you have hired somebody."
            : `What ${companyName} posts shows here until somebody is hired.`}
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
