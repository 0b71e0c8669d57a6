import type { Route } from "next";
import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { Disclosure } from "#components/ui/disclosure";
import { HouseName } from "#components/ui/house-name";
import { Link } from "#components/ui/link";
import { MiniSection } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { ContractView } from "#lib/contracts/contract-views";
import { isRunning } from "#lib/contracts/policy";
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
  const { contractId, totalCents, fee, viewer, createdAt, dueAt, jobId, proposalId } = contract;
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
        {lastDispute && (
          <Link href={`/contracts/${contractId}/disputes/${lastDispute}`} className="link">
            The dispute
          </Link>
        )}
      </p>
      <WaysOn contract={contract} />
    </MiniSection>
  );
}

/** What either side can do when the agreement no longer fits; folded, because it is seldom wanted. */
function WaysOn({
  contract: { contractId, milestoneNumber, milestoneStatus, heldCents, jobStatus, change },
}: {
  contract: ContractView;
}) {
  const mayPropose = isRunning(jobStatus) && !change;
  const mayDispute = heldCents > 0 && milestoneStatus !== "disputed";
  if (!mayPropose && !mayDispute) return null;
  return (
    <Disclosure title="Has something changed?" level={3} className="mt-4">
      <ul className="space-y-3 text-sm">
        {mayPropose && (
          <Way href={`/contracts/${contractId}/change`} name="Propose a change">
            Another price, date, milestone or checklist. It holds once both agree.
          </Way>
        )}
        {mayPropose && heldCents > 0 && (
          <Way href={`/contracts/${contractId}/settle`} name="Settle early">
            End the work, and split the money that is held.
          </Way>
        )}
        {mayDispute && (
          <Way
            href={`/contracts/${contractId}/dispute?milestone=${milestoneNumber}`}
            name="Open a dispute"
          >
            When you cannot agree: held money is frozen until it is decided.
          </Way>
        )}
      </ul>
    </Disclosure>
  );
}

function Way<T extends string>({
  href,
  name,
  children,
}: {
  href: Route<T>;
  name: string;
  children: ReactNode;
}) {
  return (
    <li>
      <Link href={href} className="link">
        {name}
      </Link>
      <p className="mt-0.5 text-ink-2">{children}</p>
    </li>
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
