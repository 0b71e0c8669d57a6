import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { WorkSkeleton } from "#components/contracts/work-skeleton";
import { PageHeader } from "#components/ui/section";
import { pageActor } from "#lib/edge/page";
import { readAfter } from "#lib/paging";
import { readWorkSearch, WORK_SEARCH_LENGTH } from "#lib/search/queries/work-search";
import { ClientWork } from "./client-work.tsx";
import { FreelancerWork } from "./freelancer-work.tsx";
import { type Asked, LISTS, type ListName, type ListPlaces } from "./page-end.tsx";

export const metadata: Metadata = { title: "My Jobs" };

type SearchParams = Promise<Partial<Record<ListName | "q", string | string[]>>>;

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
  const asked = await readAsked(await searchParams);
  switch (actor.role) {
    case "client":
      return <ClientWork actor={actor} asked={asked} />;
    case "freelancer":
      return <FreelancerWork actor={actor} asked={asked} />;
    case "admin":
    case "moderator":
    case "accountant":
      redirect("/admin");
  }
}

async function readAsked(params: Awaited<SearchParams>): Promise<Asked> {
  const places: ListPlaces = Object.fromEntries(
    LISTS.flatMap((list) => {
      const after = readAfter(params[list]);
      return after === undefined ? [] : [[list, after]];
    }),
  );
  const q = typeof params.q === "string" ? params.q.slice(0, WORK_SEARCH_LENGTH) : "";
  return { places, q, search: await readWorkSearch(q) };
}
