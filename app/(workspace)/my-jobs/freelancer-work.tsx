import { FinishedContractItem } from "#components/contracts/contract-item";
import { ProposalItem } from "#components/contracts/proposal-item";
import { RunningGroup } from "#components/contracts/running-group";
import { WorkGroup } from "#components/contracts/work-group";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Actor } from "#lib/auth/actor";
import { listContracts } from "#lib/contracts/queries/contracts";
import { listMyProposals } from "#lib/proposals/queries";
import { type ListPlaces, PageEnd } from "./page-end.tsx";

const ENDED_SHOWN = 10;

/** A freelancer's jobs: what to do now, what clients are reviewing, work in progress, and how proposals ended. */
export async function FreelancerWork({ actor, places }: { actor: Actor; places: ListPlaces }) {
  const [{ groups, doneCount, nextDone }, live, ended] = await Promise.all([
    listContracts(actor, { after: places.done }),
    listMyProposals(actor, { statuses: ["submitted"], after: places.pending }),
    listMyProposals(actor, { statuses: ENDED, after: places.ended, limit: ENDED_SHOWN }),
  ]);
  const pending = live.rows.filter((proposal) => !proposal.isOutdated);
  const outdated = live.rows.filter((proposal) => proposal.isOutdated);
  const { needs_you: needsYou, waiting, active, done } = groups;
  const contractCount = needsYou.length + waiting.length + active.length + doneCount;
  if (contractCount + live.total + ended.total === 0) return <NoWork />;
  return (
    <div className="mt-7 space-y-8">
      <RunningGroup title="Needs you" isLeading contracts={needsYou} proposals={outdated} />
      <div>
        <RunningGroup title="Waiting for the client" contracts={waiting} proposals={pending} />
        <PageEnd list="pending" page={live} places={places} noun="proposals" />
      </div>
      <RunningGroup title="In progress" contracts={active} />
      <div>
        <WorkGroup title="Done" count={doneCount}>
          {done.map((contract) => (
            <FinishedContractItem key={contract.contractId} contract={contract} />
          ))}
        </WorkGroup>
        <PageEnd
          list="done"
          page={{ rows: done, total: doneCount, next: nextDone }}
          places={places}
          noun="finished jobs"
        />
      </div>
      <div>
        <WorkGroup title="Proposals that ended" count={ended.total}>
          {ended.rows.map((proposal) => (
            <ProposalItem key={proposal.proposalId} proposal={proposal} />
          ))}
        </WorkGroup>
        <PageEnd list="ended" page={ended} places={places} noun="proposals" />
      </div>
    </div>
  );
}

const ENDED = ["declined", "not_selected", "withdrawn"] as const;

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
      Your proposals will be listed here and, once a client hires you, your work: what is due, what
      is under review, and where the money is.
    </EmptyState>
  );
}
