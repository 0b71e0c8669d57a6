import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { WorkSkeleton } from "#components/contracts/work-skeleton";
import { PageHeader } from "#components/ui/section";
import { pageActor, pageTimeZone } from "#lib/edge/page";
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
    </div>
  );
}

async function Home() {
  const actor = await pageActor();
  const timeZone = await pageTimeZone();
  switch (actor.role) {
    case "client":
      return <ClientHome actor={actor} timeZone={timeZone} />;
    case "freelancer":
      return <FreelancerHome actor={actor} timeZone={timeZone} />;
    case "admin":
    case "moderator":
    case "accountant":
      redirect("/admin");
  }
}
