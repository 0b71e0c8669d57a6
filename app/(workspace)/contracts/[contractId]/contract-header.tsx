import { ContractMoneyLine } from "#components/contracts/contract-money-line";
import { PageHeader } from "#components/ui/section";
import type { ContractView } from "#lib/contracts/schema";
import { JOB_STATUS_WORDS } from "#lib/jobs/policy";

/** The state, what it is about, and where the money is between the two. */
export function ContractHeader({ contract }: { contract: ContractView }) {
  return (
    <>
      <PageHeader eyebrow={stateOf(contract)} title={contract.jobTitle} />
      <ContractMoneyLine contract={contract} className="mt-7 max-w-[760px]" />
    </>
  );
}

function stateOf({
  status,
  submissionCount,
  isLate,
  cancellationRequestedBy,
}: ContractView): string {
  if (cancellationRequestedBy) return "In progress · asked to cancel";
  if (status === "in_progress" && submissionCount > 0) return "In progress · changes requested";
  return isLate ? "In progress · late" : JOB_STATUS_WORDS[status];
}
