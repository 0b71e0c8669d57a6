import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { WorkSkeleton } from "#components/contracts/work-skeleton";
import { PageHeader } from "#components/ui/section";
import { pageActor } from "#lib/edge/page";
import { readAfter } from "#lib/paging";
import { ClientWork } from "./client-work.tsx";
import { FreelancerWork } from "./freelancer-work.tsx";
import { LISTS, type ListName, type ListPlaces } from "./page-end.tsx";

export const metadata: Metadata = { title: "My Jobs" };

type SearchParams = Promise<Partial<Record<ListName, string | string[]>>>;

export default function MyJobsPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <div className="page">
      <PageHeader title="My Jobs" />
      <Suspense fallback={<WorkSkeleton />}>
        <Work searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function Work({ searchParams }: { searchParams: SearchParams }) {
  const actor = await pageActor();
  const asked = await searchParams;
  const places: ListPlaces = Object.fromEntries(
    LISTS.flatMap((list) => {
      const after = readAfter(asked[list]);
      return after === undefined ? [] : [[list, after]];
    }),
  );
  switch (actor.role) {
    case "client":
      return <ClientWork actor={actor} places={places} />;
    case "freelancer":
      return <FreelancerWork actor={actor} places={places} />;
    case "admin":
      redirect("/admin");
  }
}
