"use no memo";

import { Facts } from "#components/ui/facts";
import { MiniSection } from "#components/ui/section";
import type { ClientRecordView } from "#lib/contracts/contract-views";
import type { LastActive } from "#lib/contracts/policy";
import { approvalText } from "#lib/jobs/describe-job";
import { HOUR_MS } from "#lib/time";

/** What the client has done before: facts of the ledger and of their jobs' history, and how each is counted. */
export function ClientRecord({ record, level }: { record: ClientRecordView; level: 2 | 3 }) {
  const { paidCount, medianPaidMs, submittedCount, changedCount, receivedCount } = record;
  return (
    <MiniSection title="The client’s record" level={level} className="mt-8">
      <Facts
        facts={[
          {
            label: "Pays",
            value: medianPaidMs === null ? "Not yet" : paidText(medianPaidMs),
            note: paidCount === 0 ? "nothing paid yet" : `median of ${many(paidCount)}`,
          },
          {
            label: "Changes",
            value: submittedCount === 0 ? "None yet" : `${changedCount} of ${submittedCount}`,
            note: submittedCount === 0 ? "no work submitted yet" : "contracts sent back",
          },
          {
            label: "Answers",
            value: receivedCount === 0 ? "None yet" : `${record.answeredCount} of ${receivedCount}`,
            note: answersText(record),
          },
          { label: "Last active", value: activeText(record.lastActive), note: "only roughly" },
        ]}
      />
      <HowCounted />
    </MiniSection>
  );
}

function HowCounted() {
  return (
    <details className="mt-2 text-sm text-ink-2">
      <summary className="link inline-block">How this is counted</summary>
      <ul className="measure mt-2 list-disc space-y-1.5 pl-5">
        <li>
          Pays: from the last submitted version to the release of the money, by the ledger. The
          median of the newest 200 contracts, rounded up to hours.
        </li>
        <li>
          Changes: of the same contracts with submitted work, those for which changes were requested
          at least once.
        </li>
        <li>
          Answers: proposals to the newest 20 jobs that the client shortlisted, declined, hired on
          or wrote about. Those of the last seven days count once they are answered.
        </li>
        <li>
          Read: proposals that the client has opened or answered. The range of prices is shown from
          five proposals on, in steps, so that nobody’s price is told.
        </li>
        <li>Last active: today, this week or this month, and nothing more exact.</li>
      </ul>
    </details>
  );
}

function paidText(medianMs: number): string {
  return medianMs < HOUR_MS ? "At once" : `Within ${approvalText(medianMs)}`;
}

function many(contracts: number): string {
  return contracts === 1 ? "1 contract" : `${contracts} contracts`;
}

function answersText({ receivedCount, medianAnswerMs }: ClientRecordView): string {
  if (receivedCount === 0) return "no proposals to answer yet";
  return medianAnswerMs === null ? "proposals" : `half within ${approvalText(medianAnswerMs)}`;
}

function activeText(lastActive: LastActive | null): string {
  switch (lastActive) {
    case "day":
      return "Today";
    case "week":
      return "This week";
    case "month":
      return "This month";
    case "earlier":
    case null:
      return "Not lately";
  }
}
