"use server";

import { formAction } from "#lib/edge/action";
import { dismissTask } from "#lib/operations/dismiss-task";
import { retryTask } from "#lib/operations/retry-task";
import { failedTaskInput } from "#lib/operations/schema";
import { editSynonyms } from "#lib/search/edit-synonyms";
import { editSynonymsInput } from "#lib/search/schema";

export const retryTaskAction = formAction(
  { name: "retry-task", input: failedTaskInput, as: "operate" },
  async (input, { actor, tx }) => {
    await retryTask(actor, input, tx);
    return { message: "The task is tried again within a few seconds.", showsAnew: true };
  },
);

export const dismissTaskAction = formAction(
  { name: "dismiss-task", input: failedTaskInput, as: "operate" },
  async (input, { actor, tx }) => {
    await dismissTask(actor, input, tx);
    return { message: "The task is marked as dealt with.", showsAnew: true };
  },
);

export const editSynonymsAction = formAction(
  { name: "edit-synonyms", input: editSynonymsInput, as: "operate" },
  async (input, { actor, tx }) => {
    await editSynonyms(actor, input, tx);
    return { message: "Searches use these words from now on.", showsAnew: true };
  },
);
