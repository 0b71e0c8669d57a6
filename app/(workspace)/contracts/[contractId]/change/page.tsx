import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { isRunning } from "#lib/contracts/policy";
import { FormSkeleton } from "../../../form-skeleton.tsx";
import { ProposalHeader, readProposing } from "../proposal-page.tsx";
import { ChangeForm } from "./change-form.tsx";

type Props = PageProps<"/contracts/[contractId]/change">;

export const metadata: Metadata = { title: "Propose a change" };

export default function ChangePage(props: Props) {
  return (
    <div className="page">
      <Suspense fallback={<FormSkeleton label="Contract" />}>
        <Change {...props} />
      </Suspense>
    </div>
  );
}

async function Change({ params, searchParams }: Props) {
  const { contract, other, answered } = await readProposing(params, searchParams);
  return (
    <>
      <ProposalHeader contract={contract} title="Propose a change">
        Nothing changes before {other} accepts it.
      </ProposalHeader>
      {isRunning(contract.jobStatus) ? (
        // What they propose is where an answer begins.
        <ChangeForm contract={contract} begins={answered} />
      ) : (
        <EmptyState title="This contract has ended">What was agreed on stays as it is.</EmptyState>
      )}
    </>
  );
}
