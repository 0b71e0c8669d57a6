"use server";

import { formAction } from "#lib/edge/action";
import { postJob } from "#lib/jobs/post-job";
import { postJobInput } from "#lib/jobs/schema";

export const postJobAction = formAction(
  { name: "post-job", input: postJobInput, as: "client" },
  async (input, { actor, tx }) => {
    const { jobId } = await postJob(actor, input, tx);
    return { goTo: `/jobs/${jobId}` };
  },
);
