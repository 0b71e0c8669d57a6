import type { Metadata } from "next";
import { Suspense } from "react";
import { ulid } from "ulid";
import { PageHeader } from "#components/ui/section";
import { listCommonSkills } from "#lib/jobs/queries";
import { pageActor } from "#lib/page";
import { getOwnProfile } from "#lib/users/queries";
import { FormSkeleton } from "../form-skeleton.tsx";
import { JobAttachments } from "../job-attachments.tsx";
import { NEW_DRAFT } from "../job-draft.tsx";
import { JobForm } from "../job-form.tsx";
import { postJobAction } from "./actions.ts";

export const metadata: Metadata = { title: "Post a job" };

export default function NewJobPage() {
  return (
    <div className="page max-w-[52rem]">
      <PageHeader
        title="Post a job"
        meta={
          <p className="measure">
            It stands on the board until you hire somebody or close it. Posting is free, and no
            money moves before you hire.
          </p>
        }
        className="mb-9"
      />
      <Suspense fallback={<FormSkeleton label="The form is on its way" />}>
        <NewJob />
      </Suspense>
    </div>
  );
}

async function NewJob() {
  const actor = await pageActor("client");
  const [profile, skills] = await Promise.all([getOwnProfile(actor), listCommonSkills()]);
  return (
    <JobForm
      action={postJobAction}
      initial={NEW_DRAFT}
      clientName={profile.role === "client" ? profile.companyName : profile.name}
      skills={skills}
      label="Post a job"
      submitLabel="Post this job"
      pendingLabel="Posting…"
      attachments={<JobAttachments />}
    >
      <input type="hidden" name="requestKey" value={ulid()} />
    </JobForm>
  );
}
