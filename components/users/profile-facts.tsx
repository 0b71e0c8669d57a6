"use no memo";

import { Amount } from "#components/ui/amount";
import { type Fact, Facts } from "#components/ui/facts";
import { Rating } from "#components/ui/rating";
import type { WorkRecordView } from "#lib/contracts/contract-views";
import type { ReputationView } from "#lib/reviews/schema";
import type { FreelancerView } from "#lib/users/schema";

/** What can be counted about a freelancer. */
export function ProfileFacts({
  freelancer,
  reputation,
  record,
  className,
}: {
  freelancer: Pick<FreelancerView, "hourlyRateCents">;
  reputation: ReputationView;
  record: WorkRecordView;
  className?: string;
}) {
  const facts: readonly Fact[] = [
    {
      label: "Rating",
      value: reputation.average === null ? "None yet" : <Rating value={reputation.average} />,
      note: reputation.average === null ? "from completed jobs" : reviewsText(reputation.count),
    },
    {
      label: "Completed jobs",
      value: record.completedCount,
      note: record.activeCount > 0 ? `${record.activeCount} in progress` : "none in progress",
    },
    {
      label: "Submitted on time",
      value:
        record.deliveredCount > 0
          ? `${record.onTimeCount} of ${record.deliveredCount}`
          : "None yet",
      note: "first versions",
    },
    {
      label: "Hourly rate",
      value:
        freelancer.hourlyRateCents === null ? (
          "By agreement"
        ) : (
          <Amount cents={freelancer.hourlyRateCents} />
        ),
      note: "each job has a fixed price",
    },
  ];
  return <Facts facts={facts} className={className ?? ""} />;
}

function reviewsText(count: number): string {
  return count === 1 ? "1 review" : `${count} reviews`;
}
