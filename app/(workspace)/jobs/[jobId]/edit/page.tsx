import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ActionForm } from "#components/ui/action-form";
import { ButtonLink } from "#components/ui/button";
import { ConfirmForm } from "#components/ui/confirm-form";
import { EmptyState } from "#components/ui/empty-state";
import { Field } from "#components/ui/field";
import { Link } from "#components/ui/link";
import { PageHeader, Section } from "#components/ui/section";
import { Select } from "#components/ui/select";
import { SubmitButton } from "#components/ui/submit-button";
import { orNotFound, pageActor } from "#lib/edge/page";
import { notOpenText, proposalsText } from "#lib/jobs/describe-job";
import { LANGUAGES } from "#lib/jobs/languages";
import { getJob, listCommonSkills } from "#lib/jobs/queries/jobs";
import type { JobView } from "#lib/jobs/schema";
import { RenewJob } from "../../../../renew-job.tsx";
import { FormSkeleton } from "../../../form-skeleton.tsx";
import { JobAttachments } from "../../job-attachments.tsx";
import { toDraft } from "../../job-draft.tsx";
import { JobForm } from "../../job-form.tsx";
import { closeJobAction, correctLanguageAction, editJobAction } from "./actions.ts";

type Props = PageProps<"/jobs/[jobId]/edit">;

export const metadata: Metadata = { title: "Edit a job" };

export default function EditJobPage({ params }: Props) {
  return (
    <div className="page max-w-[52rem]">
      <PageHeader title="Edit your job" className="mb-9" />
      <Suspense fallback={<FormSkeleton label="Loading your job" />}>
        <EditJob params={params} />
      </Suspense>
    </div>
  );
}

async function EditJob({ params }: Pick<Props, "params">) {
  const [actor, { jobId }] = await Promise.all([pageActor("client"), params]);
  const [job, skills] = await Promise.all([orNotFound(getJob(actor, jobId)), listCommonSkills()]);
  if (!job.viewer.isOwner) notFound();
  if (job.status === "expired") return <ExpiredJob job={job} />;
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
        action={editJobAction}
        initial={toDraft(job)}
        clientName={job.client.name}
        fee={job.fee}
        skills={skills}
        areTermsFixed={job.proposalCount > 0}
        label="Edit your job"
        submitLabel="Save the changes"
        pendingLabel="Saving…"
        attachments={<JobAttachments files={job.files} />}
      >
        <input type="hidden" name="jobId" value={job.jobId} />
        <input type="hidden" name="jobRevision" value={job.revision} />
      </JobForm>
      <JobLanguage job={job} />
      <CloseJob job={job} />
    </>
  );
}

function ExpiredJob({ job }: { job: JobView }) {
  return (
    <>
      <EmptyState
        title="This job has expired"
        action={<RenewJob jobId={job.jobId} variant="primary" />}
      >
        It is not on the board, and nobody can apply. Once you have renewed it, you can change it.
      </EmptyState>
      <CloseJob job={job} />
    </>
  );
}

function JobLanguage({ job: { jobId, language } }: { job: JobView }) {
  return (
    <Section
      title="Language of the text"
      note="Guessed from its words. Search uses it to find words with other endings."
      className="mt-14"
    >
      <ActionForm
        action={correctLanguageAction}
        announce="toast"
        className="flex max-w-lg flex-wrap items-end gap-3"
      >
        <input type="hidden" name="jobId" value={jobId} />
        <Field name="language" label="Language" className="min-w-48 flex-1">
          <Select options={LANGUAGES} defaultValue={language ?? ""} />
        </Field>
        <SubmitButton variant="plain" wide={false}>
          Save the language
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}

function CloseJob({ job }: { job: JobView }) {
  return (
    <Section
      title="Close this job"
      note="It ends without hiring anyone, and cannot be opened again."
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
        <input type="hidden" name="proposalsSeen" value={job.viewer.proposalsSeen} />
        <p className="measure">
          There {job.proposalCount === 1 ? "is" : "are"} {proposalsText(job.proposalCount)}.{" "}
          {job.proposalCount > 0 && "Everyone with a proposal sees that nobody was selected. "}
          No money moves.
        </p>
      </ConfirmForm>
    </Section>
  );
}
