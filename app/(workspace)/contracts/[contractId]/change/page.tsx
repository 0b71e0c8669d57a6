import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { PageHeader } from "#components/ui/section";
import { getContract } from "#lib/contracts/queries/contracts";
import { orNotFound, pageActor } from "#lib/edge/page";
import { isolate } from "#lib/text";
import { FormSkeleton } from "../../../form-skeleton.tsx";
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
  const [actor, { contractId }, { counters }] = await Promise.all([
    pageActor(),
    params,
    searchParams,
  ]);
  const contract = await orNotFound(getContract(actor, contractId));
  const { jobStatus, jobTitle, viewer, client, freelancer, change } = contract;
  const other = isolate((viewer === "client" ? freelancer : client).name);
  const isRunning = jobStatus === "in_progress" || jobStatus === "under_review";
  return (
    <>
      <PageHeader
        eyebrow={
          <Link href={`/contracts/${contractId}`} className="link">
            {jobTitle}
          </Link>
        }
        title="Propose a change"
        meta={`Nothing changes before ${other} accepts it.`}
        className="mb-9"
      />
      {isRunning ? (
        <ChangeForm
          contract={contract}
          // What they propose is where an answer begins.
          begins={change && !change.isOwn && change.changeOrderId === counters ? change : null}
        />
      ) : (
        <EmptyState title="This contract has ended">What was agreed on stays as it is.</EmptyState>
      )}
    </>
  );
}
