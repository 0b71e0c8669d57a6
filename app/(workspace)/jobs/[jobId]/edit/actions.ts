"use server";

import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { closeJob } from "#lib/jobs/close-job";
import { editJob } from "#lib/jobs/edit-job";
import { editJobInput, jobIdInput } from "#lib/jobs/schema";

export const editJobAction = formAction(editJobInput, async (input) => {
  await editJob(await requireActor("client"), input);
  redirect(`/jobs/${input.jobId}`);
});

export const closeJobAction = formAction(jobIdInput, async (input) => {
  await closeJob(await requireActor("client"), input);
  redirect(`/jobs/${input.jobId}`);
});
