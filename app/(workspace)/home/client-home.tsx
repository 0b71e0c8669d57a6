import { RunningGroup } from "#components/contracts/running-group";
import { WalletFigures } from "#components/payments/wallet-figures";
import type { Actor } from "#lib/auth/actor";
import { listContracts } from "#lib/contracts/queries/contracts";
import { getInboxStanding } from "#lib/conversations/queries/inbox";
import { needsItsClient } from "#lib/jobs/policy";
import { listOpenJobs } from "#lib/jobs/queries/jobs";
import type { ClientJobView } from "#lib/jobs/schema";
import { canAddFunds } from "#lib/payments/add-funds";
import { getWallet } from "#lib/payments/queries/wallet";
import type { WalletView } from "#lib/payments/wallet-views";
import { RenewJob } from "../../renew-job.tsx";
import { type FirstStep, FirstSteps } from "./first-steps.tsx";
import { MoreInMyJobs } from "./more-in-my-jobs.tsx";
import { NothingWaits } from "./nothing-waits.tsx";
import { UnreadMessages } from "./unread-messages.tsx";

/** What needs the client: work to review, proposals to read, jobs without a hire. And the wallet. */
export async function ClientHome({ actor, timeZone }: { actor: Actor; timeZone: string }) {
  const [{ groups, doneCount, nextRunning }, jobs, wallet, inbox] = await Promise.all([
    listContracts(actor),
    listOpenJobs(actor),
    getWallet(actor, timeZone),
    getInboxStanding(actor),
  ]);
  const asking = jobs.filter(needsItsClient);
  const looking = jobs.filter((job) => !needsItsClient(job));
  const needing = groups.needs_you.length + asking.length;
  const contracts = needing + groups.waiting.length + groups.active.length + doneCount;
  const isNew = contracts - asking.length === 0;
  return (
    <>
      {isNew ? (
        <div className="mt-7">
          <FirstSteps steps={stepsOf(wallet, jobs)} />
        </div>
      ) : (
        <WalletFigures wallet={wallet} side="client" className="mt-7" />
      )}
      <div className="mt-9 space-y-8">
        {!isNew && needing + inbox.unreadConversations === 0 && <NothingWaits />}
        <UnreadMessages count={inbox.unreadConversations} />
        <RunningGroup
          title="Needs you"
          isLeading={!isNew}
          contracts={groups.needs_you}
          jobs={asking}
          Renew={RenewJob}
        />
        <RunningGroup title="Waiting for the freelancer" contracts={groups.waiting} />
        <RunningGroup title="In progress" contracts={groups.active} />
        {nextRunning !== null && <MoreInMyJobs />}
        <RunningGroup title="Looking for a freelancer" jobs={looking} />
      </div>
    </>
  );
}

/** Until the first hire. */
function stepsOf(wallet: WalletView, jobs: readonly ClientJobView[]): readonly FirstStep[] {
  const asked = jobs.find((job) => job.undecidedCount > 0);
  return [
    {
      title: "Post a job",
      text: "Say what you need, by when, and what you would pay. Posting is free.",
      isDone: jobs.length > 0,
      action: { href: "/jobs/new", label: "Post your first job" },
    },
    ...(canAddFunds("client") ? [addFundsStep(wallet)] : []),
    {
      title: "Hire a freelancer",
      text: asked
        ? "Proposals have arrived. Compare them and hire one."
        : "Freelancers send you proposals. You compare them and hire one.",
      isDone: false,
      ...(asked && {
        action: { href: `/jobs/${asked.jobId}/proposals`, label: "Compare proposals" },
      }),
    },
    {
      title: "Review the work",
      text: "Approve it or request changes. Then rate the freelancer.",
      isDone: false,
    },
  ];
}

function addFundsStep(wallet: WalletView): FirstStep {
  return {
    title: "Add funds",
    text: "When you hire, the price is held from your wallet until the work is done.",
    isDone: wallet.availableCents > 0 || wallet.incoming.count > 0,
    action: { href: "/wallet/add-funds", label: "Add funds" },
  };
}
