import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { WorkSkeleton } from "#components/contracts/work-skeleton";
import { ContractNews } from "#components/conversations/contract-news";
import { PageHeader } from "#components/ui/section";
import { pageActor } from "#lib/page";
import { TIME_ZONE_COOKIE } from "#lib/preferences";
import { isTimeZone } from "#lib/time-text";
import { ClientHome } from "./client-home.tsx";
import { FiguresSkeleton } from "./figures-skeleton.tsx";
import { FreelancerHome } from "./freelancer-home.tsx";

export const metadata: Metadata = { title: "Home" };

export default function HomePage() {
  return (
    <div className="page">
      <PageHeader title="Home" />
      <Suspense
        fallback={
          <>
            <FiguresSkeleton />
            <WorkSkeleton />
          </>
        }
      >
        <Home />
      </Suspense>
      <ContractNews />
    </div>
  );
}

async function Home() {
  const actor = await pageActor();
  const zone = (await cookies()).get(TIME_ZONE_COOKIE)?.value ?? "UTC";
  const timeZone = isTimeZone(zone) ? zone : "UTC";
  switch (actor.role) {
    case "client":
      return <ClientHome actor={actor} timeZone={timeZone} />;
    case "freelancer":
      return <FreelancerHome actor={actor} timeZone={timeZone} />;
    case "admin":
      redirect("/admin");
  }
}
