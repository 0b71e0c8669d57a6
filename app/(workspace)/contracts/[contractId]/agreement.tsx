import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { Disclosure } from "#components/ui/disclosure";
import { HouseName } from "#components/ui/house-name";
import { Link } from "#components/ui/link";
import { MiniSection } from "#components/ui/section";
import { Time } from "#components/ui/time";
import { isRunning } from "#lib/contracts/policy";
import type { ContractView } from "#lib/contracts/schema";
import type { Id } from "#lib/ids";
import { feeText, hasFee, withoutFee } from "#lib/jobs/fee";
import { releaseRuleWords } from "#lib/jobs/policy";
import { AgreedText } from "./agreed-text.tsx";

type Shown = {
  readonly contract: ContractView;
  /** The latest dispute about the milestone that is shown, open or over. */
  readonly lastDispute: Id<"dsp"> | null;
};

/** What the two agreed on. */
export function Agreement({ contract, lastDispute }: Shown) {
  const { totalCents, fee, viewer, createdAt, dueAt, jobId, proposalId, jobStatus } = contract;
  const mayPropose = isRunning(jobStatus) && !contract.change;
  return (
    <MiniSection title="Agreed">
      <dl className="divide-y divide-line border-y border-line text-sm">
        <Line label="Price">
          <Amount cents={totalCents} />
          <span className="block text-balance text-ink-3">{releaseRuleWords(contract)}</span>
        </Line>
        {hasFee(fee) && (
          <Line label={viewer === "client" ? "The freelancer gets" : "You get"}>
            <Amount cents={withoutFee(totalCents, fee)} />
            <span className="block text-balance text-ink-3">
              after <HouseName />
              ’s fee: {feeText(fee)}
            </span>
          </Line>
        )}
        <Line label="Hired">
          <Time at={createdAt} format="date" />
        </Line>
        <Line label="Work due">
          <Time at={dueAt} format="date" />
        </Line>
      </dl>
      <AgreedText agreed={contract.agreed} answers={contract.answers} />
      <Versions versions={contract.versions} />
      <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <Link href={`/jobs/${jobId}`} className="link">
          The job
        </Link>
        <Link href={`/proposals/${proposalId}`} className="link">
          The proposal
        </Link>
        {mayPropose && (
          <Link href={`/contracts/${contract.contractId}/change`} className="link">
            Propose a change
          </Link>
        )}
        {mayPropose && contract.heldCents > 0 && (
          <Link href={`/contracts/${contract.contractId}/settle`} className="link">
            Settle early
          </Link>
        )}
        <DisputeLinks contract={contract} lastDispute={lastDispute} />
      </p>
    </MiniSection>
  );
}

/** The way to the latest dispute about the milestone that is shown, and to open one over what is held for it. */
function DisputeLinks({ contract, lastDispute }: Shown) {
  const { contractId, milestoneNumber, milestoneStatus, heldCents } = contract;
  const isPossible = heldCents > 0 && milestoneStatus !== "disputed";
  return (
    <>
      {lastDispute && (
        <Link href={`/contracts/${contractId}/disputes/${lastDispute}`} className="link">
          The dispute
        </Link>
      )}
      {isPossible && (
        <Link
          href={`/contracts/${contractId}/dispute?milestone=${milestoneNumber}`}
          className="link"
        >
          Open a dispute
        </Link>
      )}
    </>
  );
}

/** The versions of the agreement, once it was changed: what each was, since when, and its hash. */
function Versions({ versions }: { versions: ContractView["versions"] }) {
  if (versions.length === 0) return null;
  return (
    <Disclosure title="Versions" note={String(versions.length)}>
      <ol className="space-y-4 text-sm">
        {versions.map(({ version, agreedAt, milestones, hash }) => (
          <li key={version}>
            <p className="font-semibold">
              Version {version}, <Time at={agreedAt} format="datetime" />
            </p>
            <ul className="mt-1">
              {milestones.map(({ number, title, amountCents, days }) => (
                <li key={number} className="flex justify-between gap-4">
                  <span className="min-w-0">
                    {title || "The job"}, {days === 1 ? "1 day" : `${days} days`}
                  </span>
                  <Amount cents={amountCents} />
                </li>
              ))}
            </ul>
            <p className="mt-1 break-all text-xs text-ink-3">{hash}</p>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-6 py-2.5">
      <dt className="flex-none text-ink-2">{label}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}
