import type { ComponentProps } from "react";
import type { ContractRow } from "#lib/contracts/contract-views";
import { ClientJobItem, type RenewButton } from "./client-job-item.tsx";
import { ContractItem } from "./contract-item.tsx";
import { ProposalItem } from "./proposal-item.tsx";
import { WorkGroup } from "./work-group.tsx";

/** A group of running contracts, followed by the jobs or proposals of the group, if any. */
export function RunningGroup({
  title,
  count,
  contracts = [],
  jobs = [],
  proposals = [],
  isLeading = false,
  Renew,
}: {
  title: string;
  /** How many the group has when not all are here: "60", "1,000+". */
  count?: string;
  contracts?: readonly ContractRow[];
  jobs?: readonly ComponentProps<typeof ClientJobItem>["job"][];
  proposals?: readonly ComponentProps<typeof ProposalItem>["proposal"][];
  /** What needs the person: the action of its first row is the page's one solid button. */
  isLeading?: boolean;
  /** Where its jobs can be renewed. */
  Renew?: RenewButton;
}) {
  const shown = contracts.length + jobs.length + proposals.length;
  return (
    <WorkGroup title={title} count={count === undefined || shown === 0 ? shown : count}>
      {contracts.map((contract, index) => (
        <ContractItem
          key={contract.contractId}
          contract={contract}
          isLeading={isLeading && index === 0}
        />
      ))}
      {jobs.map((job, index) => (
        <ClientJobItem
          key={job.jobId}
          job={job}
          isLeading={isLeading && contracts.length === 0 && index === 0}
          Renew={Renew}
        />
      ))}
      {proposals.map((proposal) => (
        <ProposalItem key={proposal.proposalId} proposal={proposal} />
      ))}
    </WorkGroup>
  );
}
