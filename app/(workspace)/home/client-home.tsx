import { ClientJobItem } from "#components/contracts/client-job-item";
import { ContractItem } from "#components/contracts/contract-item";
import { WorkGroup } from "#components/contracts/work-group";
import { WalletFigures } from "#components/payments/wallet-figures";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import type { Actor } from "#lib/auth/actor";
import { listContracts } from "#lib/contracts/queries";
import { listClientJobs } from "#lib/jobs/queries";
import { getWallet } from "#lib/payments/queries";
import { NothingWaits } from "./nothing-waits.tsx";

/** What needs the client: work to review, proposals to read, jobs that found nobody yet. And the wallet. */
export async function ClientHome({ actor, timeZone }: { actor: Actor; timeZone: string }) {
  const [{ groups, doneCount }, jobs, wallet] = await Promise.all([
    listContracts(actor),
    listClientJobs(actor, ["open"]),
    getWallet(actor, timeZone),
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
          needing === 0 && <NothingWaits />
        )}
        <WorkGroup title="Needs you" count={needing}>
          {groups.needs_you.map((contract) => (
            <ContractItem key={contract.contractId} contract={contract} />
          ))}
          {withProposals.map((job) => (
            <ClientJobItem key={job.jobId} job={job} />
          ))}
        </WorkGroup>
        <WorkGroup title="Freelancers are working on" count={running.length}>
          {running.map((contract) => (
            <ContractItem key={contract.contractId} contract={contract} />
          ))}
        </WorkGroup>
        <WorkGroup title="Looking for a freelancer" count={looking.length}>
          {looking.map((job) => (
            <ClientJobItem key={job.jobId} job={job} />
          ))}
        </WorkGroup>
      </div>
    </>
  );
}
