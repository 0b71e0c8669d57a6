import Link from "next/link";
import type { ReactNode } from "react";
import { Amount } from "#components/ui/amount";
import { Avatar } from "#components/ui/avatar";
import { MiniSection } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { ContractView, PartyView } from "#lib/contracts/schema";
import { releaseRuleWords } from "#lib/jobs/policy";
import { avatarPath } from "#lib/users/avatar";

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
          <Party person={client} href={`/clients/${client.handle}`} />
        </Line>
        <Line label="Freelancer">
          <Party person={freelancer} href={`/freelancers/${freelancer.handle}`} />
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

function Party({
  person,
  href,
}: {
  person: PartyView;
  href: `/clients/${string}` | `/freelancers/${string}`;
}) {
  return (
    <span className="inline-flex max-w-full items-center gap-2 align-middle">
      <Avatar name={person.name} src={avatarPath(person)} size="sm" />
      <Link href={href} className="link min-w-0">
        {person.name}
      </Link>
    </span>
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
