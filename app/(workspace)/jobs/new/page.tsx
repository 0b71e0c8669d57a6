import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "#components/ui/section";
import { pageActor } from "#lib/edge/page";
import { currentFee } from "#lib/jobs/current-fee";
import { listCommonSkills } from "#lib/jobs/queries/jobs";
import { getOwnProfile } from "#lib/users/queries";
import { FormSkeleton } from "../../form-skeleton.tsx";
import { JobAttachments } from "../job-attachments.tsx";
import { newDraft } from "../job-draft.tsx";
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
            It stays on the board until you hire someone or close it. Posting is free, and no money
            moves before you hire.
          </p>
        }
        className="mb-9"
      />
      <Suspense fallback={<FormSkeleton label="Loading the form" />}>
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
      initial={newDraft()}
      clientName={profile.role === "client" ? profile.companyName : profile.name}
      fee={currentFee()}
      skills={skills}
      label="Post a job"
      submitLabel="Post this job"
      pendingLabel="Posting…"
      attachments={<JobAttachments />}
    />
  );
}
