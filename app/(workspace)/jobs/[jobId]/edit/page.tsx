import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ButtonLink } from "#components/ui/button";
import { ConfirmForm } from "#components/ui/confirm-form";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader, Section } from "#components/ui/section";
import { notOpenText, proposalsText } from "#lib/jobs/describe-job";
import { getJob, listCommonSkills } from "#lib/jobs/queries";
import type { JobView } from "#lib/jobs/schema";
import { orNotFound, pageActor } from "#lib/page";
import { FormSkeleton } from "../../form-skeleton.tsx";
import { JobAttachments } from "../../job-attachments.tsx";
import { toDraft } from "../../job-draft.tsx";
import { JobForm } from "../../job-form.tsx";
import { closeJobAction, editJobAction } from "./actions.ts";

type Props = PageProps<"/jobs/[jobId]/edit">;

export const metadata: Metadata = { title: "Edit a job" };

export default function EditJobPage({ params }: Props) {
  return (
    <div className="page max-w-[52rem]">
      <PageHeader title="Edit your job" className="mb-9" />
      <Suspense fallback={<FormSkeleton label="Your job is on its way" />}>
        <EditJob params={params} />
      </Suspense>
    </div>
  );
}

async function EditJob({ params }: Pick<Props, "params">) {
  const [actor, { jobId }] = await Promise.all([pageActor("client"), params]);
  const [job, skills] = await Promise.all([orNotFound(getJob(actor, jobId)), listCommonSkills()]);
  if (!job.viewer.isOwner) notFound();
  const closed = notOpenText(job.status);
  if (closed) {
    return (
      <EmptyState
        title="This job can no longer be changed"
        action={<ButtonLink href={`/jobs/${job.jobId}`}>See the job</ButtonLink>}
      >
        {closed}
      </EmptyState>
    );
  }
  return (
    <>
      <p className="-mt-6 mb-9">
        <Link href={`/jobs/${job.jobId}`} className="link">
          Back to the job, without saving
        </Link>
      </p>
      <JobForm
        // Shown again after it was saved, it begins with what was saved.
        key={JSON.stringify([job.editedAt, job.files])}
        action={editJobAction}
        initial={toDraft(job)}
        clientName={job.client.name}
        skills={skills}
        areTermsFixed={job.proposalCount > 0}
        label="Edit your job"
        submitLabel="Save the changes"
        pendingLabel="Saving…"
        attachments={<JobAttachments files={job.files} />}
      >
        <input type="hidden" name="jobId" value={job.jobId} />
      </JobForm>
      <CloseJob job={job} />
    </>
  );
}

function CloseJob({ job }: { job: JobView }) {
  return (
    <Section
      title="Close this job"
      note="Takes it off the board without hiring anybody. It cannot be opened again."
      className="mt-14"
    >
      <ConfirmForm
        action={closeJobAction}
        label="Close this job"
        submitLabel="Close it without hiring"
        pendingLabel="Closing…"
        cancelLabel="Keep it open"
        variant="danger"
      >
        <input type="hidden" name="jobId" value={job.jobId} />
        <p className="measure">
          There {job.proposalCount === 1 ? "is" : "are"} {proposalsText(job.proposalCount)}.{" "}
          {job.proposalCount > 0 &&
            "Everybody who waits for an answer sees that nobody was selected. "}
          No money moves.
        </p>
      </ConfirmForm>
    </Section>
  );
}
