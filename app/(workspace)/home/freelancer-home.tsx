import Link from "next/link";
import { RunningGroup } from "#components/contracts/running-group";
import { WorkGroup } from "#components/contracts/work-group";
import { WalletFigures } from "#components/payments/wallet-figures";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Actor } from "#lib/auth/actor";
import { listContracts } from "#lib/contracts/queries";
import { getInboxStanding } from "#lib/conversations/queries";
import { listMatchingJobs } from "#lib/jobs/queries";
import { getWallet } from "#lib/payments/queries";
import { listMyProposals } from "#lib/proposals/queries";
import { MatchingJobItem } from "./matching-job-item.tsx";
import { NothingWaits } from "./nothing-waits.tsx";
import { UnreadMessages } from "./unread-messages.tsx";

const MATCHES = 6;

/** What needs the freelancer, what is on its way, the earnings, and jobs that ask for their skills. */
export async function FreelancerHome({ actor, timeZone }: { actor: Actor; timeZone: string }) {
  const [{ groups, doneCount }, pending, matches, wallet, inbox] = await Promise.all([
    listContracts(actor),
    listMyProposals(actor, ["submitted"]),
    listMatchingJobs(actor, MATCHES),
    getWallet(actor, timeZone),
    getInboxStanding(actor),
  ]);
  const running = [...groups.waiting, ...groups.active];
  const needing = groups.needs_you.length;
  const isNew = needing + running.length + pending.length + doneCount === 0;
  return (
    <>
      <WalletFigures wallet={wallet} side="freelancer" className="mt-7" />
      <div className="mt-9 space-y-8">
        {isNew ? (
          <EmptyState
            title="Nothing here yet"
            action={
              <ButtonLink href="/jobs" variant="primary">
                Find a job
              </ButtonLink>
            }
          >
            Apply to a job that suits you. Once a client hires you the price is held before you
            begin, and what needs you will stand here.
          </EmptyState>
        ) : (
          needing + inbox.unreadConversations === 0 && <NothingWaits />
        )}
        <UnreadMessages count={inbox.unreadConversations} />
        <RunningGroup title="Needs you" contracts={groups.needs_you} />
        <RunningGroup title="On its way" contracts={running} />
        {pending.length > 0 && (
          <p className="text-sm text-ink-2">
            {pending.length === 1 ? "1 proposal waits" : `${pending.length} proposals wait`} for an
            answer.{" "}
            <Link href="/my-jobs" className="link">
              See them in My Jobs
            </Link>
          </p>
        )}
        <WorkGroup title="Jobs that ask for your skills" count={matches.length}>
          {matches.map((job) => (
            <MatchingJobItem key={job.jobId} job={job} />
          ))}
        </WorkGroup>
      </div>
    </>
  );
}
