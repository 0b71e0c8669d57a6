import type { Fact } from "#components/ui/facts";
import type { PaymentRecordView } from "#lib/contracts/contract-views";

/** What the ledger and the history of a client's contracts say. */
export function paymentFacts(record: PaymentRecordView): Fact[] {
  const { paidForWorkCount, paidOnTimeCount, submittedCount, changedCount } = record;
  return [
    {
      label: "Paid on time",
      value: paidForWorkCount === 0 ? "None yet" : `${paidOnTimeCount} of ${paidForWorkCount}`,
      note: paidForWorkCount === 0 ? "nothing paid yet" : "without waiting",
    },
    {
      label: "Changes",
      value: submittedCount === 0 ? "None yet" : `${changedCount} of ${submittedCount}`,
      note: submittedCount === 0 ? "no work submitted yet" : "contracts sent back",
    },
  ];
}

export function PaymentsCounted() {
  return (
    <>
      <li>
        Paid on time: of the newest 200 contracts, those whose money the client released before the
        review window ended, of all that were paid for submitted work. The others were paid by the
        clock.
      </li>
      <li>
        Changes: of the same contracts with submitted work, those for which changes were requested
        at least once.
      </li>
    </>
  );
}
