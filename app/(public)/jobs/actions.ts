"use server";

import { formAction } from "#lib/edge/action";
import { saveJob, unsaveJob } from "#lib/jobs/save-job";
import { markJobInput } from "#lib/jobs/schema";

/** Adds a job to the freelancer's saved list, or removes it. */
export const markJobAction = formAction(
  { name: "mark-job", evenUnverified: true, input: markJobInput, as: "freelancer" },
  async ({ jobId, isSaved }, { actor, tx }) => {
    await (isSaved ? saveJob(actor, { jobId }, tx) : unsaveJob(actor, { jobId }, tx));
    return { data: { isSaved: String(isSaved) } };
  },
);
