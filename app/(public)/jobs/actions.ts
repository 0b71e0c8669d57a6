"use server";

import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { saveJob } from "#lib/jobs/save-job";
import { markJobInput } from "#lib/jobs/schema";
import { unsaveJob } from "#lib/jobs/unsave-job";

/** Puts a job into the freelancer's saved list, or takes it out. */
export const markJobAction = formAction(markJobInput, async ({ jobId, isSaved }) => {
  const actor = await requireActor("freelancer");
  await (isSaved ? saveJob(actor, { jobId }) : unsaveJob(actor, { jobId }));
  return { data: { isSaved: String(isSaved) } };
});
