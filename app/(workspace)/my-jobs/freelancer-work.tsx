import { ProposalItem } from "#components/contracts/proposal-item";
import { WorkGroup } from "#components/contracts/work-group";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Actor } from "#lib/auth/actor";
import { listContracts } from "#lib/contracts/queries/contracts";
import {
  listEndedProposals,
  listOutdatedProposals,
  listPendingProposals,
} from "#lib/proposals/queries";
import { type Asked, groupCount, PageEnd } from "./page-end.tsx";
import { DoneGroup, RunningGroups } from "./running-groups.tsx";
import { NothingFound, SearchIsCut, WorkSearchForm } from "./work-search.tsx";

const ENDED_SHOWN = 10;

/** A freelancer's jobs: what to do now, what clients are reviewing, work in progress, and how proposals ended. */
export async function FreelancerWork({ actor, asked }: { actor: Actor; asked: Asked }) {
  const { places, search } = asked;
  const [list, outdated, pending, ended] = await Promise.all([
    listContracts(actor, { after: places.done, runningAfter: places.running, search }),
    listOutdatedProposals(actor, { after: places.outdated, search }),
    listPendingProposals(actor, { after: places.pending, search }),
    listEndedProposals(actor, { after: places.ended, limit: ENDED_SHOWN, search }),
  ]);
  const isEmpty =
    list.runningCount + list.doneCount + outdated.total + pending.total + ended.total === 0;
  if (isEmpty && !search) return <NoWork />;
  return (
    <>
      <WorkSearchForm asked={asked} isEmpty={isEmpty} />
      {search && [list, pending, ended].some(({ isCut }) => isCut) && <SearchIsCut />}
      {isEmpty && <NothingFound q={asked.q} />}
      <div className="mt-7 space-y-8">
        <RunningGroups
          list={list}
          asked={asked}
          needsYou={{
            title: "Needs you",
            proposals: outdated.rows,
            others: outdated.total,
            end: <PageEnd list="outdated" page={outdated} asked={asked} noun="proposals" />,
          }}
          waiting={{
            title: "Waiting for the client",
            proposals: pending.rows,
            others: pending.total,
            end: <PageEnd list="pending" page={pending} asked={asked} noun="proposals" />,
          }}
        />
        <DoneGroup list={list} asked={asked} />
        <div className="empty:hidden">
          <WorkGroup title="Proposals that ended" count={groupCount(ended.total, false)}>
            {ended.rows.map((proposal) => (
              <ProposalItem key={proposal.proposalId} proposal={proposal} />
            ))}
          </WorkGroup>
          <PageEnd list="ended" page={ended} asked={asked} noun="proposals" />
        </div>
      </div>
    </>
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
      Your proposals will be listed here and, once a client hires you, your work: what is due, what
      is under review, and where the money is.
    </EmptyState>
  );
}
