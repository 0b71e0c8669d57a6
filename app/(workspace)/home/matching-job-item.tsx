import { Amount } from "#components/ui/amount";
import { Link } from "#components/ui/link";
import { Row } from "#components/ui/section";
import { Time } from "#components/ui/time";
import { categoryLabel } from "#lib/jobs/categories";
import { proposalsText } from "#lib/jobs/describe-job";
import type { JobRowView } from "#lib/jobs/schema";

/** An open job on a freelancer's home. */
export function MatchingJobItem({ job }: { job: JobRowView }) {
  return (
    <Row className="flex items-start justify-between gap-6 hover:bg-accent-wash">
      <div className="min-w-0">
        <h3 className="font-text text-base leading-snug font-semibold tracking-normal">
          <Link href={`/jobs/${job.jobId}`} className="stretched" data-entry="">
            <bdi>{job.title}</bdi>
          </Link>
        </h3>
        <p className="mt-0.5 text-sm text-ink-2">
          {categoryLabel(job.category)} · <bdi>{job.clientName}</bdi> ·{" "}
          {proposalsText(job.proposalCount)} · posted <Time at={job.createdAt} inline />
        </p>
      </div>
      <p className="flex-none text-right font-semibold">
        <Amount cents={job.budgetCents} />
      </p>
    </Row>
  );
}
