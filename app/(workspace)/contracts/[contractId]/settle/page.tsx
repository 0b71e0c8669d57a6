import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import { PageHeader } from "#components/ui/section";
import { getContract } from "#lib/contracts/queries/contracts";
import { settleable } from "#lib/contracts/settlements";
import { orNotFound, pageActor } from "#lib/edge/page";
import { sumCents } from "#lib/money";
import { isolate } from "#lib/text";
import { FormSkeleton } from "../../../form-skeleton.tsx";
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
  const [actor, { contractId }, { counters }] = await Promise.all([
    pageActor(),
    params,
    searchParams,
  ]);
  const contract = await orNotFound(getContract(actor, contractId));
  const { jobTitle, viewer, client, freelancer, milestones, change } = contract;
  const other = isolate((viewer === "client" ? freelancer : client).name);
  const held = settleable(milestones, null);
  return (
    <>
      <PageHeader
        eyebrow={
          <Link href={`/contracts/${contractId}`} className="link">
            {jobTitle}
          </Link>
        }
        title="Propose a settlement"
        meta={`The work ends here, and the held money is split. Nothing moves before ${other} accepts it.`}
        className="mb-9"
      />
      {held.length === 0 ? (
        <EmptyState title="Nothing is held for this contract">
          Only held money can be split.
        </EmptyState>
      ) : (
        <SettleForm
          contract={contract}
          heldCents={sumCents(held.map(({ amountCents }) => amountCents))}
          counters={
            change && !change.isOwn && change.changeOrderId === counters
              ? change.changeOrderId
              : null
          }
        />
      )}
    </>
  );
}
