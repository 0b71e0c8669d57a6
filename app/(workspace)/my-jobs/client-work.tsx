import { ClosedJobItem } from "#components/contracts/client-job-item";
import { FinishedContractItem } from "#components/contracts/contract-item";
import { RunningGroup } from "#components/contracts/running-group";
import { WorkGroup } from "#components/contracts/work-group";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Actor } from "#lib/auth/actor";
import { listContracts } from "#lib/contracts/queries/contracts";
import { needsItsClient } from "#lib/jobs/policy";
import { listClientJobs } from "#lib/jobs/queries/jobs";
import { RenewJob } from "../../renew-job.tsx";
import { type ListPlaces, PageEnd } from "./page-end.tsx";

const CLOSED_SHOWN = 10;

/** A client's jobs: what needs a decision, what freelancers work on, and jobs still open. */
export async function ClientWork({ actor, places }: { actor: Actor; places: ListPlaces }) {
  const [{ groups, doneCount, nextDone }, open, closed] = await Promise.all([
    listContracts(actor, { after: places.done }),
    listClientJobs(actor, { statuses: ["open"], after: places.open }),
    listClientJobs(actor, { statuses: ["closed"], after: places.closed, limit: CLOSED_SHOWN }),
  ]);
  const asking = open.rows.filter(needsItsClient);
  const looking = open.rows.filter((job) => !needsItsClient(job));
  const { needs_you: needsYou, waiting, active, done } = groups;
  if (
    open.total + closed.total === 0 &&
    needsYou.length + waiting.length + active.length + doneCount === 0
  ) {
    return <NoJobs />;
  }
  return (
    <div className="mt-7 space-y-8">
      <RunningGroup
        title="Needs you"
        isLeading
        contracts={needsYou}
        jobs={asking}
        Renew={RenewJob}
      />
      <RunningGroup title="Waiting for the freelancer" contracts={waiting} />
      <RunningGroup title="In progress" contracts={active} />
      <div>
        <RunningGroup title="Looking for a freelancer" jobs={looking} />
        <PageEnd list="open" page={open} places={places} noun="open jobs" />
      </div>
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
        <WorkGroup title="Closed" count={closed.total}>
          {closed.rows.map((job) => (
            <ClosedJobItem key={job.jobId} job={job} />
          ))}
        </WorkGroup>
        <PageEnd list="closed" page={closed} places={places} noun="closed jobs" />
      </div>
    </div>
  );
}

function NoJobs() {
  return (
    <EmptyState
      className="mt-7"
      title="No jobs yet"
      action={
        <ButtonLink href="/jobs/new" variant="primary">
          Post a job
        </ButtonLink>
      }
    >
      Your jobs will be listed here: the proposals you receive, the work in progress with its money,
      and the work that waits for your review.
    </EmptyState>
  );
}
