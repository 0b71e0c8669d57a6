import { PageHeader } from "#components/ui/section";
import type { ContractView } from "#lib/contracts/contract-views";
import { JOB_STATUS_WORDS } from "#lib/jobs/policy";

/** The state, and what the contract is about. */
export function ContractHeader({ contract }: { contract: ContractView }) {
  return <PageHeader eyebrow={stateOf(contract)} title={contract.jobTitle} />;
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
