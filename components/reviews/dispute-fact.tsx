import type { Fact } from "#components/ui/facts";
import type { DisputeRecordView } from "#lib/disputes/schema";

/** How often somebody was found in the wrong: a rate, and the numbers that it is made of. */
export function disputeFact({ endedCount, lostCount }: DisputeRecordView): Fact {
  const label = "Disputes lost";
  if (endedCount === 0) return { label, value: "None yet", note: "no contract has ended" };
  const per100 = Math.round((lostCount * 1_000) / endedCount) / 10;
  return { label, value: `${per100} per 100`, note: `${lostCount} of ${endedCount} contracts` };
}

export function DisputesCounted() {
  return (
    <li>
      Disputes lost: of the newest 200 contracts that have ended, those with a dispute that was
      decided closer to the last offer of the other side, or that was never answered. What both
      agreed to counts for nobody.
    </li>
  );
}
