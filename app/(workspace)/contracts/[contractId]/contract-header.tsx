import { ContractMoneyLine } from "#components/contracts/contract-money-line";
import { MessageButton } from "#components/conversations/message-button";
import { PageHeader } from "#components/ui/section";
import type { ContractView } from "#lib/contracts/schema";
import { JOB_STATUS_WORDS } from "#lib/jobs/policy";
import { firstName } from "#lib/proposals/describe-proposal";
import { openConversationAction } from "../../../actions.ts";

/** The state, what it is about, and where the money is between the two. */
export function ContractHeader({ contract }: { contract: ContractView }) {
  return (
    <>
      <PageHeader
        eyebrow={stateOf(contract)}
        title={contract.jobTitle}
        actions={
          <MessageButton
            action={openConversationAction}
            jobId={contract.jobId}
            freelancerId={contract.freelancer.userId}
            name={otherName(contract)}
          />
        }
      />
      <ContractMoneyLine contract={contract} className="mt-7 max-w-[760px]" />
    </>
  );
}

function otherName({ viewer, client, freelancer }: ContractView): string {
  return viewer === "client" ? firstName(freelancer.name) : client.name;
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
