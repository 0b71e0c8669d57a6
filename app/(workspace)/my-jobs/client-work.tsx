import { ClosedJobItem } from "#components/contracts/client-job-item";
import { RunningGroup } from "#components/contracts/running-group";
import { WorkGroup } from "#components/contracts/work-group";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Actor } from "#lib/auth/actor";
import { listContracts } from "#lib/contracts/queries/contracts";
import { needsItsClient } from "#lib/jobs/policy";
import { listClosedJobs, listOpenJobs } from "#lib/jobs/queries/jobs";
import { RenewJob } from "../../renew-job.tsx";
import { type Asked, groupCount, PageEnd } from "./page-end.tsx";
import { DoneGroup, RunningGroups } from "./running-groups.tsx";
import { NothingFound, SearchIsCut, WorkSearchForm } from "./work-search.tsx";

/** A client's jobs: what needs a decision, what freelancers work on, and jobs still open. */
export async function ClientWork({ actor, asked }: { actor: Actor; asked: Asked }) {
  const { places, search } = asked;
  const [list, open, closed] = await Promise.all([
    listContracts(actor, { after: places.done, runningAfter: places.running, search }),
    listOpenJobs(actor, { search }),
    listClosedJobs(actor, { after: places.closed, search }),
  ]);
  const asking = open.filter(needsItsClient);
  const looking = open.filter((job) => !needsItsClient(job));
  const { groups, runningCount, doneCount } = list;
  const isEmpty =
    open.length + closed.total + groups.needs_you.length + runningCount + doneCount === 0;
  if (isEmpty && !search) return <NoJobs />;
  return (
    <>
      <WorkSearchForm asked={asked} isEmpty={isEmpty} />
      {search && (list.isCut || closed.isCut) && <SearchIsCut />}
      {isEmpty && <NothingFound q={asked.q} />}
      <div className="mt-7 space-y-8">
        <RunningGroups
          list={list}
          asked={asked}
          needsYou={{ title: "Needs you", jobs: asking, others: asking.length, Renew: RenewJob }}
          waiting={{ title: "Waiting for the freelancer" }}
        />
        <RunningGroup title="Looking for a freelancer" jobs={looking} />
        <DoneGroup list={list} asked={asked} />
        <div className="empty:hidden">
          <WorkGroup title="Closed" count={groupCount(closed.total, false)}>
            {closed.rows.map((job) => (
              <ClosedJobItem key={job.jobId} job={job} />
            ))}
          </WorkGroup>
          <PageEnd list="closed" page={closed} asked={asked} noun="closed jobs" />
        </div>
      </div>
    </>
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
