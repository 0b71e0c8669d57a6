import type { ReactNode } from "react";
import { Link } from "#components/ui/link";
import { PageHeader } from "#components/ui/section";
import type { ContractView } from "#lib/contracts/contract-views";
import { getContract } from "#lib/contracts/queries/contracts";
import { orNotFound, pageActor } from "#lib/edge/page";
import { isolate } from "#lib/text";

type Proposing = {
  readonly contract: ContractView;
  /** Who would have to accept. */
  readonly other: string;
  /** What the other side has proposed, where this is meant as the answer to it. */
  readonly answered: ContractView["change"];
};

/** What a page needs that proposes something about a contract; `counters` names what it answers. */
export async function readProposing(
  params: Promise<{ contractId: string }>,
  searchParams: Promise<{ counters?: string | string[] | undefined }>,
): Promise<Proposing> {
  const [actor, { contractId }, { counters }] = await Promise.all([
    pageActor(),
    params,
    searchParams,
  ]);
  const contract = await orNotFound(getContract(actor, contractId));
  const { viewer, client, freelancer, change } = contract;
  const isAnswer = change && !change.isOwn && change.changeOrderId === counters;
  return {
    contract,
    other: isolate((viewer === "client" ? freelancer : client).name),
    answered: isAnswer ? change : null,
  };
}

/** Its head, with the way back to the contract. */
export function ProposalHeader({
  contract: { contractId, jobTitle },
  title,
  children,
}: {
  contract: ContractView;
  title: string;
  children: ReactNode;
}) {
  return (
    <PageHeader
      eyebrow={
        <Link href={`/contracts/${contractId}`} className="link">
          {jobTitle}
        </Link>
      }
      title={title}
      meta={children}
      className="mb-9"
    />
  );
}
