"use server";

import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { postJob } from "#lib/jobs/post-job";
import { postJobInput } from "#lib/jobs/schema";

export const postJobAction = formAction(postJobInput, async (input) => {
  const { jobId } = await postJob(await requireActor("client"), input);
  redirect(`/jobs/${jobId}`);
});
