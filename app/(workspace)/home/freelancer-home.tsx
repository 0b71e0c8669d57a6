import { RunningGroup } from "#components/contracts/running-group";
import { WorkGroup } from "#components/contracts/work-group";
import { WalletFigures } from "#components/payments/wallet-figures";
import { Link } from "#components/ui/link";
import type { Actor } from "#lib/auth/actor";
import { listContracts } from "#lib/contracts/queries/contracts";
import { getInboxStanding } from "#lib/conversations/queries/inbox";
import { listMatchingJobs } from "#lib/jobs/queries/jobs";
import { countedText } from "#lib/paging";
import { getWallet } from "#lib/payments/queries/wallet";
import { listOutdatedProposals, listPendingProposals } from "#lib/proposals/queries";
import { type FirstStep, FirstSteps } from "./first-steps.tsx";
import { MatchingJobItem } from "./matching-job-item.tsx";
import { MoreInMyJobs } from "./more-in-my-jobs.tsx";
import { NothingWaits } from "./nothing-waits.tsx";
import { UnreadMessages } from "./unread-messages.tsx";

const MATCHES = 6;

/** What needs the freelancer, work in progress, the earnings, and jobs that ask for their skills. */
export async function FreelancerHome({ actor, timeZone }: { actor: Actor; timeZone: string }) {
  const [{ groups, doneCount, nextRunning }, outdated, pending, matches, wallet, inbox] =
    await Promise.all([
      listContracts(actor),
      listOutdatedProposals(actor),
      listPendingProposals(actor, { limit: 1 }),
      listMatchingJobs(actor, MATCHES),
      getWallet(actor, timeZone),
      getInboxStanding(actor),
    ]);
  const pendingCount = pending.total;
  const needing = groups.needs_you.length + outdated.rows.length;
  const isNew =
    groups.needs_you.length + groups.waiting.length + groups.active.length + doneCount === 0;
  return (
    <>
      {isNew ? (
        <div className="mt-7">
          <FirstSteps steps={stepsOf(pendingCount + outdated.total)} />
        </div>
      ) : (
        <WalletFigures wallet={wallet} side="freelancer" className="mt-7" />
      )}
      <div className="mt-9 space-y-8">
        {!isNew && needing + inbox.unreadConversations === 0 && <NothingWaits />}
        <UnreadMessages count={inbox.unreadConversations} />
        <RunningGroup
          title="Needs you"
          count={countedText(groups.needs_you.length + outdated.total)}
          isLeading
          contracts={groups.needs_you}
          proposals={outdated.rows}
        />
        <RunningGroup title="Waiting for the client" contracts={groups.waiting} />
        <RunningGroup title="In progress" contracts={groups.active} />
        {nextRunning !== null && <MoreInMyJobs />}
        {pendingCount > 0 && (
          <p className="text-sm text-ink-2">
            {pendingCount === 1
              ? "1 of your proposals is waiting for an answer."
              : `${countedText(pendingCount)} of your proposals are waiting for an answer.`}{" "}
            <Link href="/my-jobs" className="link">
              See them in My Jobs
            </Link>
          </p>
        )}
        <WorkGroup title="Jobs that match your skills" count={matches.length}>
          {matches.map((job) => (
            <MatchingJobItem key={job.jobId} job={job} />
          ))}
        </WorkGroup>
        {matches.length > 0 && (
          <p className="text-sm">
            <Link href="/jobs?match=1" className="link">
              All jobs that match your skills
            </Link>
          </p>
        )}
      </div>
    </>
  );
}

/** Until the first contract. */
function stepsOf(pendingCount: number): readonly FirstStep[] {
  return [
    {
      title: "Set up your profile",
      text: "Clients read it before they hire. A picture and samples of your work help.",
      isDone: true,
    },
    {
      title: "Apply to a job",
      text:
        pendingCount > 0
          ? "You have applied. You can apply to as many jobs as you like."
          : "Find a job that suits you, and send a proposal with your price and timeline.",
      isDone: pendingCount > 0,
      action: { href: "/jobs", label: "Find a job" },
    },
    {
      title: "Get hired",
      text: "The client answers every proposal. Once you are hired, the price is held before you begin.",
      isDone: false,
    },
    {
      title: "Submit your work",
      text: "The money goes to your wallet, and from there to your bank.",
      isDone: false,
    },
  ];
}
