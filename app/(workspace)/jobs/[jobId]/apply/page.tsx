import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { JobFacts, JobMoneyLine } from "#components/jobs/job-detail";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { MiniSection, PageHeader } from "#components/ui/section";
import { notOpenText } from "#lib/jobs/describe-job";
import { getJob } from "#lib/jobs/queries";
import type { JobView } from "#lib/jobs/schema";
import { orNotFound, pageActor } from "#lib/page";
import { applyAction } from "./actions.ts";
import { ApplyForm } from "./apply-form.tsx";
import { ApplySkeleton } from "./apply-skeleton.tsx";

type Props = PageProps<"/jobs/[jobId]/apply">;

export const metadata: Metadata = { title: "Apply" };

export default function ApplyPage({ params }: Props) {
  return (
    <div className="page">
      <PageHeader
        title="Apply to a job"
        meta="The client reads what you write beside your price, your timeline and your profile."
        className="mb-9"
      />
      <Suspense fallback={<ApplySkeleton />}>
        <Apply params={params} />
      </Suspense>
    </div>
  );
}

async function Apply({ params }: Pick<Props, "params">) {
  const [actor, { jobId }] = await Promise.all([pageActor("freelancer"), params]);
  const job = await orNotFound(getJob(actor, jobId));
  const { proposal } = job.viewer;
  if (proposal?.status === "submitted" || proposal?.status === "accepted") {
    redirect(`/proposals/${proposal.proposalId}`);
  }
  const closed = notOpenText(job.status);
  if (closed) {
    return (
      <EmptyState
        title="Nobody can apply to this job any more"
        action={<ButtonLink href="/jobs">See the open jobs</ButtonLink>}
      >
        {closed}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <ApplyForm job={job} action={applyAction} />
      <Summary job={job} />
    </div>
  );
}

/** The job beside the form, so that nobody has to go back to read it. */
function Summary({ job }: { job: JobView }) {
  return (
    <aside aria-label="The job" className="order-first lg:order-last">
      <p className="eyebrow">{job.client.name}</p>
      <h2 className="mt-1 text-2xl">
        <Link href={`/jobs/${job.jobId}`} className="rounded-sm hover:underline">
          {job.title}
        </Link>
      </h2>
      <JobFacts job={job} isNarrow className="mt-4" />
      <MiniSection title="How the money moves" level={3} className="mt-5">
        <JobMoneyLine job={job} />
      </MiniSection>
      <details className="group/text mt-5 max-lg:border-y max-lg:border-line max-lg:py-3" open>
        <summary className="eyebrow mb-2">Description</summary>
        <div className="prose-text text-sm text-ink-2">{job.description}</div>
      </details>
    </aside>
  );
}
