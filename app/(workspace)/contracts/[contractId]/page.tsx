import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { SentenceText } from "#components/contracts/sentence";
import { ContractNews } from "#components/conversations/contract-news";
import { IfNobodyActs } from "#components/money/if-nobody-acts";
import { Section } from "#components/ui/section";
import { getContract } from "#lib/contracts/queries";
import type { ContractView } from "#lib/contracts/schema";
import { orNotFound, pageActor } from "#lib/page";
import { listContractReviews } from "#lib/reviews/queries";
import { Agreement } from "./agreement.tsx";
import { ContractHeader } from "./contract-header.tsx";
import { ContractHistory } from "./contract-history.tsx";
import { ContractSkeleton } from "./contract-skeleton.tsx";
import { NextStep } from "./next-step.tsx";
import { LatestSubmission, Versions } from "./submissions.tsx";

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
      <ContractNews />
    </div>
  );
}

async function Contract({ params }: { params: Params }) {
  const { actor, contract } = await loadContract((await params).contractId);
  const reviews = await listContractReviews(actor, contract.contractId);
  return (
    <>
      <ContractHeader contract={contract} />
      <div className="mt-8 grid gap-x-14 gap-y-9 lg:grid-cols-[minmax(0,1fr)_340px] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0 space-y-6">
          <IfNobodyActs tone={toneOf(contract)}>
            <SentenceText parts={contract.ifNobodyActs} />
          </IfNobodyActs>
          <NextStep contract={contract} actor={actor} reviews={reviews} />
        </div>
        <aside aria-label="Submission and agreement" className="min-w-0 space-y-9 lg:row-span-2">
          <LatestSubmission contract={contract} />
          <Agreement contract={contract} />
        </aside>
        <Section title="What happened" className="min-w-0">
          <ContractHistory lines={contract.timeline} />
        </Section>
      </div>
      <Versions submissions={contract.submissions} />
    </>
  );
}

function toneOf({ money, status }: ContractView) {
  if (money.place === "held") return "held";
  return status === "under_review" ? "paid" : "none";
}
