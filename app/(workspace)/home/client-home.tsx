import { RunningGroup } from "#components/contracts/running-group";
import { WalletFigures } from "#components/payments/wallet-figures";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Actor } from "#lib/auth/actor";
import { listContracts } from "#lib/contracts/queries";
import { getInboxStanding } from "#lib/conversations/queries";
import { listClientJobs } from "#lib/jobs/queries";
import { getWallet } from "#lib/payments/queries";
import { NothingWaits } from "./nothing-waits.tsx";
import { UnreadMessages } from "./unread-messages.tsx";

/** What needs the client: work to review, proposals to read, jobs that found nobody yet. And the wallet. */
export async function ClientHome({ actor, timeZone }: { actor: Actor; timeZone: string }) {
  const [{ groups, doneCount }, jobs, wallet, inbox] = await Promise.all([
    listContracts(actor),
    listClientJobs(actor, ["open"]),
    getWallet(actor, timeZone),
    getInboxStanding(actor),
  ]);
  const withProposals = jobs.filter((job) => job.undecidedCount > 0);
  const looking = jobs.filter((job) => job.undecidedCount === 0);
  const running = [...groups.waiting, ...groups.active];
  const needing = groups.needs_you.length + withProposals.length;
  const isNew = needing + running.length + looking.length + doneCount === 0;
  return (
    <>
      <WalletFigures wallet={wallet} side="client" className="mt-7" />
      <div className="mt-9 space-y-8">
        {isNew ? (
          <EmptyState
            title="Nothing here yet"
            action={
              <ButtonLink href="/jobs/new" variant="primary">
                Post your first job
              </ButtonLink>
            }
          >
            Post a job and freelancers will send you proposals. When you hire somebody, the price is
            held until the work is done. What needs your decision will then stand here.
          </EmptyState>
        ) : (
          needing + inbox.unreadConversations === 0 && <NothingWaits />
        )}
        <UnreadMessages count={inbox.unreadConversations} />
        <RunningGroup title="Needs you" contracts={groups.needs_you} jobs={withProposals} />
        <RunningGroup title="Freelancers are working on" contracts={running} />
        <RunningGroup title="Looking for a freelancer" jobs={looking} />
      </div>
    </>
  );
}
