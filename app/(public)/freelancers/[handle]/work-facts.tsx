import type { Fact } from "#components/ui/facts";
import type { WorkRecordView } from "#lib/contracts/contract-views";

/** What the history of a freelancer's contracts says. */
export function workFacts({ deliveredCount, onTimeCount, changedCount }: WorkRecordView): Fact[] {
  const isNone = deliveredCount === 0;
  return [
    {
      label: "On time",
      value: isNone ? "None yet" : `${onTimeCount} of ${deliveredCount}`,
      note: isNone ? "no work submitted yet" : "first versions",
    },
    {
      label: "Sent back",
      value: isNone ? "None yet" : `${changedCount} of ${deliveredCount}`,
      note: isNone ? "no work submitted yet" : "for changes",
    },
  ];
}

export function WorkCounted() {
  return (
    <>
      <li>
        On time: contracts, or milestones of them, whose first version was submitted by the agreed
        day, of all for which work was submitted.
      </li>
      <li>Sent back: of the same, those for which changes were requested at least once.</li>
    </>
  );
}
