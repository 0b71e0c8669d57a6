import { ArrowRight } from "lucide-react";
import type { Route } from "next";
import { Suspense } from "react";
import { Link } from "#components/ui/link";
import { Section } from "#components/ui/section";
import { Foot } from "./foot.tsx";
import { EXAMPLE_PRICE, JourneyLine } from "./journey-line.tsx";
import { NewestJobs, NewestJobsSkeleton } from "./newest-jobs.tsx";
import { SomeFreelancers, SomeFreelancersSkeleton } from "./some-freelancers.tsx";

export default function LandingPage() {
  return (
    <div className="page">
      <h1 className="max-w-[14.1em] pt-4 text-[clamp(2rem,6.2vw,3.25rem)] leading-[1.08] md:pt-12">
        Clients post jobs, freelancers do them, and the money is held until the work is done.
      </h1>
      <div className="mt-9 grid border-line sm:grid-cols-2 md:mt-12">
        <Door href="/register?as=client" title="I need something done">
          Post a job with a budget and a timeline, read the proposals, hire one. You pay when you
          hire, not before, and the money is held.
        </Door>
        <Door href="/register?as=freelancer" title="I do the work">
          Find a job, name your price and your timeline. The money is held before you start, and you
          see when it becomes yours.
        </Door>
      </div>

      <Section
        title="How the money moves"
        note={`One job for ${EXAMPLE_PRICE}, from the first line to the review. Both sides see the same line, at every step.`}
        className="mt-16 md:mt-20"
      >
        <JourneyLine />
      </Section>

      <Section
        title="Newest jobs"
        aside={
          <Link href="/jobs" className="link">
            All jobs
          </Link>
        }
        className="mt-16 md:mt-20"
      >
        <Suspense fallback={<NewestJobsSkeleton />}>
          <NewestJobs />
        </Suspense>
      </Section>

      <Section
        title="Freelancers"
        aside={
          <Link href="/freelancers" className="link">
            All freelancers
          </Link>
        }
        className="mt-16 md:mt-20"
      >
        <Suspense fallback={<SomeFreelancersSkeleton />}>
          <SomeFreelancers />
        </Suspense>
      </Section>
      <Foot />
    </div>
  );
}

function Door<T extends string>({
  href,
  title,
  children,
}: {
  href: Route<T>;
  title: string;
  children: string;
}) {
  return (
    <div className="group relative border-t border-line py-5 transition-colors last:border-b hover:bg-sheet sm:border-b sm:px-6 sm:py-6 sm:first:pl-0 sm:last:border-l">
      <h2 className="text-2xl">
        <Link href={href} className="stretched inline-flex items-center gap-2 text-accent">
          {title}
          <ArrowRight
            aria-hidden="true"
            className="size-5 transition-transform group-hover:translate-x-1"
          />
        </Link>
      </h2>
      <p className="mt-2 max-w-[24.6em] text-ink-2">{children}</p>
    </div>
  );
}
