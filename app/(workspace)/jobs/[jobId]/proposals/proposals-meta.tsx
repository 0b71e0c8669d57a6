import { Amount } from "#components/ui/amount";
import { timelineText } from "#lib/jobs/describe-job";
import { releaseLabel } from "#lib/jobs/filters";
import type { JobView } from "#lib/jobs/schema";
import type { Cents } from "#lib/money";

/** What the offers are compared with, and the money available for hiring. */
export function ProposalsMeta({ job, availableCents }: { job: JobView; availableCents: Cents }) {
  return (
    <p>
      Budget <Amount cents={job.budgetCents} /> · {timelineText(job.timelineDays)} ·{" "}
      {releaseLabel(job.releaseRule).toLowerCase()} · <Amount cents={availableCents} /> available in
      your wallet
    </p>
  );
}
