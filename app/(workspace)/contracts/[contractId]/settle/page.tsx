import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { heldOf } from "#lib/contracts/milestones";
import { settleable } from "#lib/contracts/settlements";
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
  const held = settleable(contract.milestones, null);
  return (
    <>
      <ProposalHeader contract={contract} title="Propose a settlement">
        The work ends here, and the held money is split. Nothing moves before {other} accepts it.
      </ProposalHeader>
      {held.length === 0 ? (
        <EmptyState title="Nothing is held for this contract">
          Only held money can be split.
        </EmptyState>
      ) : (
        <SettleForm
          contract={contract}
          heldCents={heldOf(held)}
          counters={answered?.changeOrderId ?? null}
        />
      )}
    </>
  );
}
