import { FinishedContractItem } from "#components/contracts/contract-item";
import { ProposalItem } from "#components/contracts/proposal-item";
import { RunningGroup } from "#components/contracts/running-group";
import { WorkGroup } from "#components/contracts/work-group";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Actor } from "#lib/auth/actor";
import { listContracts } from "#lib/contracts/queries";
import { listMyProposals } from "#lib/proposals/queries";
import { DoneFooter, finishedLimit } from "./done-footer.tsx";

const ENDED_SHOWN = 10;

/** A freelancer's jobs: what to do now, what clients look at, what is on the way, and how proposals ended. */
export async function FreelancerWork({ actor, isAll }: { actor: Actor; isAll: boolean }) {
  const [{ groups, doneCount }, proposals] = await Promise.all([
    listContracts(actor, { finishedLimit: finishedLimit(isAll) }),
    listMyProposals(actor, ["submitted", "declined", "not_selected", "withdrawn"]),
  ]);
  const pending = proposals.filter((proposal) => proposal.status === "submitted");
  const ended = proposals.filter((proposal) => proposal.status !== "submitted");
  const { needs_you: needsYou, waiting, active, done } = groups;
  const contractCount = needsYou.length + waiting.length + active.length + doneCount;
  if (contractCount + proposals.length === 0) return <NoWork />;
  return (
    <div className="mt-7 space-y-8">
      <RunningGroup title="Needs you" contracts={needsYou} />
      <RunningGroup title="Waiting for the client" contracts={waiting} proposals={pending} />
      <RunningGroup title="In progress" contracts={active} />
      <div>
        <WorkGroup title="Done" count={doneCount}>
          {done.map((contract) => (
            <FinishedContractItem key={contract.contractId} contract={contract} />
          ))}
        </WorkGroup>
        <DoneFooter shown={done.length} total={doneCount} />
      </div>
      <WorkGroup title="Proposals that ended" count={ended.length}>
        {ended.slice(0, ENDED_SHOWN).map((proposal) => (
          <ProposalItem key={proposal.proposalId} proposal={proposal} />
        ))}
      </WorkGroup>
    </div>
  );
}

function NoWork() {
  return (
    <EmptyState
      className="mt-7"
      title="No work yet"
      action={
        <ButtonLink href="/jobs" variant="primary">
          Find a job
        </ButtonLink>
      }
    >
      Your proposals will be here, and once a client hires you the work itself: what is due, what is
      being reviewed, and where the money is.
    </EmptyState>
  );
}
