import { Amount } from "#components/ui/amount";
import { type Fact, Facts } from "#components/ui/facts";
import type { HiringRecordView } from "#lib/contracts/schema";
import { DAY_MS, HOUR_MS } from "#lib/time";

/** The public hiring record: what a freelancer wants to know before applying. */
export function CompanyFacts({
  record,
  postedCount,
}: {
  record: HiringRecordView;
  postedCount: number;
}) {
  const { hiredCount, completedCount, cancelledCount, paidCents, medianApprovalMs } = record;
  const running = hiredCount - completedCount - cancelledCount;
  const facts: readonly Fact[] = [
    { label: "Jobs posted", value: postedCount, note: "since the beginning" },
    {
      label: "Hires",
      value: hiredCount,
      note: `${completedCount} completed, ${running} at work`,
    },
    { label: "Paid to freelancers", value: <Amount cents={paidCents} />, note: "in all" },
    {
      label: "Time to approve",
      value: medianApprovalMs === null ? "None yet" : durationText(medianApprovalMs),
      note: medianApprovalMs === null ? "nothing approved so far" : "half of them are faster",
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
