import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { InvoiceLinks } from "#components/billing/invoice-links";
import { ContractMoneyLine } from "#components/contracts/contract-money-line";
import { SentenceText } from "#components/contracts/sentence";
import { IfNobodyActs } from "#components/money/if-nobody-acts";
import { MiniSection } from "#components/ui/section";
import { listContractInvoices } from "#lib/billing/queries/invoices";
import { getContract } from "#lib/contracts/queries/contracts";
import type { ContractView } from "#lib/contracts/schema";
import { orNotFound, pageActor } from "#lib/edge/page";
import { listContractReviews } from "#lib/reviews/queries";
import { Agreement } from "./agreement.tsx";
import { ContractHeader } from "./contract-header.tsx";
import { ContractHistory } from "./contract-history.tsx";
import { ContractSkeleton } from "./contract-skeleton.tsx";
import { NextStep } from "./next-step.tsx";
import { OtherParty } from "./other-party.tsx";
import { TheWork } from "./the-work.tsx";

type Params = Promise<{ contractId: string }>;

const loadContract = cache(async (contractId: string) => {
  const actor = await pageActor();
  const contract = await orNotFound(getContract(actor, contractId));
  return { actor, contract };
});

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { contract } = await loadContract((await params).contractId);
  return { title: contract.jobTitle };
}

export default function ContractPage({ params }: { params: Params }) {
  return (
    <div className="page">
      <Suspense fallback={<ContractSkeleton />}>
        <Contract params={params} />
      </Suspense>
    </div>
  );
}

async function Contract({ params }: { params: Params }) {
  const { actor, contract } = await loadContract((await params).contractId);
  const [reviews, invoices] = await Promise.all([
    listContractReviews(actor, contract.contractId),
    listContractInvoices(actor, contract.contractId),
  ]);
  return (
    <>
      <ContractHeader contract={contract} />
      {/* In reading order: the money, the work, the decision, and then what people look up. */}
      <div className="mt-7 grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_280px] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0 space-y-8">
          <ContractMoneyLine contract={contract} />
          <IfNobodyActs tone={toneOf(contract)}>
            <SentenceText parts={contract.ifNobodyActs} />
          </IfNobodyActs>
          <TheWork contract={contract} />
          <NextStep contract={contract} actor={actor} reviews={reviews} />
        </div>
        <aside aria-label="Agreement and conversation" className="min-w-0 space-y-9 lg:row-span-2">
          <OtherParty contract={contract} />
          <Agreement contract={contract} />
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

function toneOf({ money, status }: ContractView) {
  if (money.place === "held") return "held";
  return status === "under_review" ? "paid" : "none";
}
