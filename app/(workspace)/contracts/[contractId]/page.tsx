import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { InvoiceLinks } from "#components/billing/invoice-links";
import { ContractMoneyLine } from "#components/contracts/contract-money-line";
import { SentenceText } from "#components/contracts/sentence";
import { IfNobodyActs } from "#components/money/if-nobody-acts";
import { MiniSection } from "#components/ui/section";
import { listContractInvoices } from "#lib/billing/queries/invoices";
import type { ContractView } from "#lib/contracts/contract-views";
import { getContract } from "#lib/contracts/queries/contracts";
import { findDisputeOf } from "#lib/disputes/queries/disputes";
import { orNotFound, pageActor } from "#lib/edge/page";
import { readWholeNumber } from "#lib/read-whole-number";
import { listContractReviews } from "#lib/reviews/queries";
import { Agreement } from "./agreement.tsx";
import { ChangePanel } from "./change-panel.tsx";
import { ContractHeader } from "./contract-header.tsx";
import { ContractHistory } from "./contract-history.tsx";
import { ContractSkeleton } from "./contract-skeleton.tsx";
import { Milestones } from "./milestones.tsx";
import { NextStep } from "./next-step.tsx";
import { OtherParty } from "./other-party.tsx";
import { TheWork } from "./the-work.tsx";

type Props = PageProps<"/contracts/[contractId]">;

const loadContract = cache(async (contractId: string, milestone: number | null) => {
  const actor = await pageActor();
  const part = milestone === null ? {} : { milestoneNumber: milestone };
  const contract = await orNotFound(getContract(actor, contractId, part));
  return { actor, contract };
});

/** The contract, seen from the milestone that the address names. */
async function load({ params, searchParams }: Props) {
  const [{ contractId }, { milestone }] = await Promise.all([params, searchParams]);
  const number = readWholeNumber(typeof milestone === "string" ? milestone : "");
  return loadContract(contractId, number);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { contract } = await load(props);
  return { title: contract.jobTitle };
}

export default function ContractPage(props: Props) {
  return (
    <div className="page">
      <Suspense fallback={<ContractSkeleton />}>
        <Contract {...props} />
      </Suspense>
    </div>
  );
}

async function Contract(props: Props) {
  const { actor, contract } = await load(props);
  const [reviews, invoices, lastDispute] = await Promise.all([
    listContractReviews(actor, contract.contractId),
    listContractInvoices(actor, contract.contractId),
    findDisputeOf(actor, contract.contractId, contract.milestoneNumber),
  ]);
  return (
    <>
      <ContractHeader contract={contract} />
      {/* In reading order: the money, the work, the decision, and then what people look up. */}
      <div className="mt-7 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_280px] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0 space-y-8">
          <Milestones contract={contract} />
          <ContractMoneyLine contract={contract} />
          <IfNobodyActs tone={toneOf(contract)}>
            <SentenceText parts={contract.ifNobodyActs} />
          </IfNobodyActs>
          <ChangePanel contract={contract} />
          <TheWork contract={contract} />
          <NextStep contract={contract} actor={actor} reviews={reviews} />
        </div>
        <aside aria-label="Agreement and conversation" className="min-w-0 space-y-9 lg:row-span-2">
          <OtherParty contract={contract} />
          <Agreement contract={contract} lastDispute={lastDispute} />
          {invoices.length > 0 && (
            <MiniSection title="Invoices">
              <InvoiceLinks invoices={invoices} />
            </MiniSection>
          )}
        </aside>
        <ContractHistory lines={contract.timeline} />
      </div>
    </>
  );
}

function toneOf({ money, status, disputeId }: ContractView) {
  if (disputeId) return "disputed";
  if (money.place === "held") return "held";
  return status === "under_review" ? "paid" : "none";
}
