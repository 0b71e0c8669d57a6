"use server";

import { formAction } from "#lib/edge/action";
import { closeJob } from "#lib/jobs/close-job";
import { correctLanguage } from "#lib/jobs/correct-language";
import { editJob } from "#lib/jobs/edit-job";
import { closeJobInput, correctLanguageInput, editJobInput } from "#lib/jobs/schema";

export const editJobAction = formAction(
  { name: "edit-job", input: editJobInput, as: "client" },
  async (input, { actor, tx }) => {
    await editJob(actor, input, tx);
    // The form that the browser has kept does not know the job's present files.
    return { outdated: `/jobs/${input.jobId}/edit`, goTo: `/jobs/${input.jobId}` };
  },
);

export const closeJobAction = formAction(
  { name: "close-job", input: closeJobInput, as: "client" },
  async (input, { actor, tx }) => {
    await closeJob(actor, input, tx);
    return { goTo: `/jobs/${input.jobId}` };
  },
);

export const correctLanguageAction = formAction(
  { name: "correct-language", input: correctLanguageInput, as: "client" },
  async (input, { actor, tx }) => {
    await correctLanguage(actor, input, tx);
    return { message: "Search uses this language from now on.", showsAnew: true };
  },
);
