import { ClosedJobItem } from "#components/contracts/client-job-item";
import { FinishedContractItem } from "#components/contracts/contract-item";
import { RunningGroup } from "#components/contracts/running-group";
import { WorkGroup } from "#components/contracts/work-group";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Actor } from "#lib/auth/actor";
import { listContracts } from "#lib/contracts/queries";
import { listClientJobs } from "#lib/jobs/queries";
import { DoneFooter, finishedLimit } from "./done-footer.tsx";

/** A client's jobs: what needs a decision, what freelancers work on, what is still looking for somebody. */
export async function ClientWork({ actor, isAll }: { actor: Actor; isAll: boolean }) {
  const [{ groups, doneCount }, jobs] = await Promise.all([
    listContracts(actor, { finishedLimit: finishedLimit(isAll) }),
    listClientJobs(actor, ["open", "closed"]),
  ]);
  const withProposals = jobs.filter((job) => job.status === "open" && job.undecidedCount > 0);
  const looking = jobs.filter((job) => job.status === "open" && job.undecidedCount === 0);
  const closed = jobs.filter((job) => job.status === "closed");
  const { needs_you: needsYou, waiting, active, done } = groups;
  if (jobs.length === 0 && needsYou.length + waiting.length + active.length + doneCount === 0) {
    return <NoJobs />;
  }
  const all = doneCount + closed.length;
  return (
    <div className="mt-7 space-y-8">
      <RunningGroup title="Needs you" contracts={needsYou} jobs={withProposals} />
      <RunningGroup title="Waiting for the freelancer" contracts={waiting} />
      <RunningGroup title="In progress" contracts={active} />
      <RunningGroup title="Looking for a freelancer" jobs={looking} />
      <div>
        <WorkGroup title="Done" count={all}>
          {done.map((contract) => (
            <FinishedContractItem key={contract.contractId} contract={contract} />
          ))}
          {closed.map((job) => (
            <ClosedJobItem key={job.jobId} job={job} />
          ))}
        </WorkGroup>
        <DoneFooter shown={done.length} total={doneCount} />
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
      Your jobs will be here: the proposals you receive, the work in progress with its money, and
      what waits for your review.
    </EmptyState>
  );
}
