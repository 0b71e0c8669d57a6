"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { closeJob } from "#lib/jobs/close-job";
import { editJob } from "#lib/jobs/edit-job";
import { editJobInput, jobIdInput } from "#lib/jobs/schema";

export const editJobAction = formAction(editJobInput, async (input) => {
  await editJob(await requireActor("client"), input);
  // The form that the browser keeps does not know the files that the job has now.
  revalidatePath(`/jobs/${input.jobId}/edit`);
  redirect(`/jobs/${input.jobId}`);
});

export const closeJobAction = formAction(jobIdInput, async (input) => {
  await closeJob(await requireActor("client"), input);
  redirect(`/jobs/${input.jobId}`);
});
