import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { Link } from "#components/ui/link";
import { MiniSection } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { ContractView } from "#lib/contracts/schema";
import { feeText, hasFee, withoutFee } from "#lib/jobs/fee";
import { releaseRuleWords } from "#lib/jobs/policy";
import { AgreedText } from "./agreed-text.tsx";

/** What the two agreed on. It never changes after hiring. */
export function Agreement({ contract }: { contract: ContractView }) {
  const { priceCents, fee, viewer, createdAt, dueAt, jobId, proposalId } = contract;
  return (
    <MiniSection title="Agreed">
      <dl className="divide-y divide-line border-y border-line text-sm">
        <Line label="Price">
          <Amount cents={priceCents} />
          <span className="block text-balance text-ink-3">{releaseRuleWords(contract)}</span>
        </Line>
        {hasFee(fee) && (
          <Line label={viewer === "client" ? "The freelancer gets" : "You get"}>
            <Amount cents={withoutFee(priceCents, fee)} />
            <span className="block text-balance text-ink-3">
              after WorkHub’s fee: {feeText(fee)}
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
      <p className="mt-3 flex gap-5 text-sm">
        <Link href={`/jobs/${jobId}`} className="link">
          The job
        </Link>
        <Link href={`/proposals/${proposalId}`} className="link">
          The proposal
        </Link>
      </p>
    </MiniSection>
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
