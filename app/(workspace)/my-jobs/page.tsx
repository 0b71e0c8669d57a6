import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { WorkSkeleton } from "#components/contracts/work-skeleton";
import { ContractNews } from "#components/conversations/contract-news";
import { PageHeader } from "#components/ui/section";
import { pageActor } from "#lib/page";
import { ClientWork } from "./client-work.tsx";
import { FreelancerWork } from "./freelancer-work.tsx";

export const metadata: Metadata = { title: "My Jobs" };

type SearchParams = Promise<{ done?: string | string[] }>;

export default function MyJobsPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <div className="page">
      <PageHeader title="My Jobs" />
      <Suspense fallback={<WorkSkeleton />}>
        <Work searchParams={searchParams} />
      </Suspense>
      <ContractNews />
    </div>
  );
}

async function Work({ searchParams }: { searchParams: SearchParams }) {
  const actor = await pageActor();
  const { done } = await searchParams;
  const isAll = done === "all";
  switch (actor.role) {
    case "client":
      return <ClientWork actor={actor} isAll={isAll} />;
    case "freelancer":
      return <FreelancerWork actor={actor} isAll={isAll} />;
    case "admin":
      redirect("/admin");
  }
}
