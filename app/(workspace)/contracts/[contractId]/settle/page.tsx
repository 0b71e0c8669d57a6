import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { TabLinks } from "#components/ui/tab-links";
import type { ContractView } from "#lib/contracts/contract-views";
import { heldOf } from "#lib/contracts/milestones";
import { settleable } from "#lib/contracts/settlements";
import { formatCents } from "#lib/money";
import { readWholeNumber } from "#lib/read-whole-number";
import { FormSkeleton } from "../../../form-skeleton.tsx";
import { ProposalHeader, readProposing } from "../proposal-page.tsx";
import { SettleForm } from "./settle-form.tsx";

type Props = PageProps<"/contracts/[contractId]/settle">;

export const metadata: Metadata = { title: "Propose a settlement" };

export default function SettlePage(props: Props) {
  return (
    <div className="page">
      <Suspense fallback={<FormSkeleton label="Contract" />}>
        <Settle {...props} />
      </Suspense>
    </div>
  );
}

async function Settle({ params, searchParams }: Props) {
  const { contract, other, answered } = await readProposing(params, searchParams);
  const counters = answered?.changeOrderId ?? null;
  const { milestone = answered?.settles.length === 1 ? String(answered.settles[0]) : "" } =
    await searchParams;
  const all = settleable(contract.milestones, null);
  const only = all.length > 1 ? readWholeNumber(String(milestone)) : null;
  const isOne = all.some(({ number }) => number === only);
  const held = isOne ? settleable(contract.milestones, only) : all;
  return (
    <>
      <ProposalHeader contract={contract} title="Propose a settlement">
        The work ends here, and the held money is split. Nothing moves before {other} accepts it.
      </ProposalHeader>
      {all.length > 1 && (
        <Parts contract={contract} held={all} only={isOne ? only : null} counters={counters} />
      )}
      {held.length === 0 ? (
        <EmptyState title="Nothing is held for this contract">
          Only held money can be split.
        </EmptyState>
      ) : (
        <SettleForm
          contract={contract}
          key={isOne ? only : "all"}
          milestoneNumber={isOne ? only : null}
          heldCents={heldOf(held)}
          counters={counters}
        />
      )}
    </>
  );
}

/** Which work is to end: all of it, or one of the milestones that money is held for. */
function Parts({
  contract: { contractId, jobTitle },
  held,
  only,
  counters,
}: {
  contract: ContractView;
  held: ContractView["milestones"];
  only: number | null;
  counters: string | null;
}) {
  const answer = counters === null ? "" : `&counters=${counters}`;
  const hrefOf = (milestone: string) =>
    `/contracts/${contractId}/settle?milestone=${milestone}${answer}` as const;
  return (
    <TabLinks
      label="What is settled"
      className="mb-7 max-w-2xl"
      tabs={[
        { href: hrefOf("all"), label: "All that is held", isCurrent: only === null },
        ...held.map((each) => ({
          href: hrefOf(String(each.number)),
          label: `${each.title || jobTitle}, ${formatCents(heldOf([each]))}`,
          isCurrent: each.number === only,
        })),
      ]}
    />
  );
}
