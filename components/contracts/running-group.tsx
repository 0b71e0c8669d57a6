import type { ComponentProps } from "react";
import type { ContractRow } from "#lib/contracts/schema";
import { ClientJobItem } from "./client-job-item.tsx";
import { ContractItem } from "./contract-item.tsx";
import { ProposalItem } from "./proposal-item.tsx";
import { WorkGroup } from "./work-group.tsx";

/** A group of running contracts, followed by jobs or proposals where the group has some. */
export function RunningGroup({
  title,
  contracts = [],
  jobs = [],
  proposals = [],
}: {
  title: string;
  contracts?: readonly ContractRow[];
  jobs?: readonly ComponentProps<typeof ClientJobItem>["job"][];
  proposals?: readonly ComponentProps<typeof ProposalItem>["proposal"][];
}) {
  return (
    <WorkGroup title={title} count={contracts.length + jobs.length + proposals.length}>
      {contracts.map((contract) => (
        <ContractItem key={contract.contractId} contract={contract} />
      ))}
      {jobs.map((job) => (
        <ClientJobItem key={job.jobId} job={job} />
      ))}
      {proposals.map((proposal) => (
        <ProposalItem key={proposal.proposalId} proposal={proposal} />
      ))}
    </WorkGroup>
  );
}
