import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { JobFacts, JobMoneyLine } from "#components/jobs/job-detail";
import { OfferForm } from "#components/proposals/offer-form";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { FormMessage } from "#components/ui/form-message";
import { Link } from "#components/ui/link";
import { MiniSection, PageHeader } from "#components/ui/section";
import { Time } from "#components/ui/time";
import { orNotFound, pageActor } from "#lib/edge/page";
import { notOpenText } from "#lib/jobs/describe-job";
import { getJob } from "#lib/jobs/queries/jobs";
import type { JobView } from "#lib/jobs/schema";
import { UNANSWERED_DAYS } from "#lib/proposals/policy";
import { getLiveProposals } from "#lib/proposals/queries";
import type { LiveProposalsView } from "#lib/proposals/schema";
import { ProposalAttachments } from "../../../proposal-attachments.tsx";
import { applyAction } from "./actions.ts";
import { ApplySkeleton } from "./apply-skeleton.tsx";

type Props = PageProps<"/jobs/[jobId]/apply">;

export const metadata: Metadata = { title: "Apply" };

export default function ApplyPage({ params }: Props) {
  return (
    <div className="page">
      <PageHeader
        title="Apply to a job"
        meta="The client sees this next to your price, your timeline and your profile."
        className="mb-9"
      />
      <Suspense fallback={<ApplySkeleton />}>
        <Apply params={params} />
      </Suspense>
    </div>
  );
}

async function Apply({ params }: Pick<Props, "params">) {
  const [actor, { jobId }] = await Promise.all([pageActor(), params]);
  const job = await orNotFound(getJob(actor, jobId));
  // A person who came here first and then registered as a client: the job's page says who can apply.
  if (actor.role !== "freelancer") redirect(`/jobs/${job.jobId}`);
  const { proposal } = job.viewer;
  if (proposal?.status === "submitted" || proposal?.status === "accepted") {
    redirect(`/proposals/${proposal.proposalId}`);
  }
  const closed = notOpenText(job.status);
  if (closed) {
    return (
      <EmptyState
        title="This job no longer takes proposals"
        action={<ButtonLink href="/jobs">See the open jobs</ButtonLink>}
      >
        {closed}
      </EmptyState>
    );
  }
  const live = await getLiveProposals(actor);
  return (
    <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <OfferForm
        above={<LiveProposals live={live} />}
        job={job}
        initial={{
          coverLetter: "",
          priceCents: job.budgetCents,
          timelineDays: job.timelineDays,
          asked: [],
        }}
        fee={job.fee}
        action={applyAction}
        label="Apply to this job"
        submitLabel="Send this proposal"
        note="You can change or withdraw it until the client decides."
        attachments={<ProposalAttachments clientName={job.client.name} />}
      >
        <input type="hidden" name="jobId" value={job.jobId} />
        <input type="hidden" name="jobRevision" value={job.revision} />
      </OfferForm>
      <Summary job={job} />
    </div>
  );
}

/** How many proposals the freelancer has live, and how to get a slot when there is none. */
function LiveProposals({ live: { count, limit, nextFreeAt } }: { live: LiveProposalsView }) {
  const used = `${count} of ${limit} live proposals`;
  if (count < limit) {
    return (
      <p className="measure text-sm text-ink-2">
        {used}. Applying is free. A proposal counts until the client decides; one that nobody has
        opened or answered for {UNANSWERED_DAYS} days no longer counts.
      </p>
    );
  }
  return (
    <FormMessage tone="note">
      <p className="font-semibold">{used}: this one cannot be sent yet.</p>
      <p className="mt-0.5">
        A slot comes back when a client decides, when you withdraw a proposal, and when nobody has
        opened or answered one for {UNANSWERED_DAYS} days.{" "}
        {nextFreeAt && (
          <>
            The next one may come back by itself <Time at={nextFreeAt} inline />.{" "}
          </>
        )}
        What you write here stays on this device.
      </p>
      <Link href="/my-jobs" className="link mt-1 inline-block">
        See your proposals
      </Link>
    </FormMessage>
  );
}

/** The job beside the form, so nobody has to go back to read it. */
function Summary({ job }: { job: JobView }) {
  return (
    <aside aria-label="The job" className="order-first lg:order-last">
      <p className="eyebrow">
        <bdi>{job.client.name}</bdi>
      </p>
      <h2 className="mt-1 text-2xl">
        <Link href={`/jobs/${job.jobId}`} className="rounded-sm hover:underline">
          <bdi>{job.title}</bdi>
        </Link>
      </h2>
      <JobFacts job={job} isNarrow className="mt-4" />
      <MiniSection title="How the money moves" level={3} className="mt-5">
        <JobMoneyLine job={job} />
      </MiniSection>
      <details className="group/text mt-5 max-lg:border-y max-lg:border-line max-lg:py-3" open>
        <summary className="eyebrow mb-2">Description</summary>
        <div dir="auto" className="prose-text text-sm text-ink-2">
          {job.description}
        </div>
      </details>
    </aside>
  );
}
