import { type Fact, Facts } from "#components/ui/facts";
import type { HiringRecordView } from "#lib/contracts/contract-views";
import { formatWholeUnits } from "#lib/money";
import { DAY_MS, HOUR_MS } from "#lib/time";

/** The public hiring record: what a freelancer wants to know before applying. */
export function CompanyFacts({
  record,
  postedCount,
}: {
  record: HiringRecordView;
  postedCount: number;
}) {
  const { hiredCount, completedCount, cancelledCount, paidOverCents, medianApprovalMs } = record;
  const running = hiredCount - completedCount - cancelledCount;
  const facts: readonly Fact[] = [
    { label: "Jobs posted", value: postedCount, note: "so far" },
    {
      label: "Hires",
      value: hiredCount,
      note: `${completedCount} completed, ${running} in progress`,
    },
    {
      label: "Paid to freelancers",
      value: paidOverCents === null ? "Not shown yet" : `over ${formatWholeUnits(paidOverCents)}`,
      note: paidOverCents === null ? "after three contracts" : "in all",
    },
    {
      label: "Time to approve",
      value: medianApprovalMs === null ? "None yet" : durationText(medianApprovalMs),
      note: medianApprovalMs === null ? "nothing approved yet" : "median",
    },
  ];
  return <Facts facts={facts} className="mt-8" />;
}

/** "under an hour", "5 hours", "3 days". */
function durationText(milliseconds: number): string {
  if (milliseconds < HOUR_MS) return "under an hour";
  const hours = Math.round(milliseconds / HOUR_MS);
  if (hours < 48) return hours === 1 ? "an hour" : `${hours} hours`;
  return `${Math.round(milliseconds / DAY_MS)} days`;
}
