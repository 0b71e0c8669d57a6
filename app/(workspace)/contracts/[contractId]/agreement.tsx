import Link from "next/link";
import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { MiniSection } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { ContractView } from "#lib/contracts/schema";
import { releaseRuleWords } from "#lib/jobs/policy";

/** What the two agreed on, and who they are. It never changes once somebody is hired. */
export function Agreement({ contract }: { contract: ContractView }) {
  const { client, freelancer, priceCents, dueAt, jobId, proposalId } = contract;
  return (
    <MiniSection title="Agreed">
      <dl className="divide-y divide-line border-y border-line text-sm">
        <Line label="Price">
          <Amount cents={priceCents} />
          <span className="block text-balance text-ink-3">{releaseRuleWords(contract)}</span>
        </Line>
        <Line label="Work due">
          <Time at={dueAt} format="date" />
        </Line>
        <Line label="Client">
          <Link href={`/clients/${client.handle}`} className="link">
            {client.name}
          </Link>
        </Line>
        <Line label="Freelancer">
          <Link href={`/freelancers/${freelancer.handle}`} className="link">
            {freelancer.name}
          </Link>
        </Line>
      </dl>
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
