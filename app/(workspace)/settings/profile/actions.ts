"use server";

import { refresh } from "next/cache";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { editClient } from "#lib/users/edit-client";
import { editFreelancer } from "#lib/users/edit-freelancer";
import { editClientInput, editFreelancerInput } from "#lib/users/schema";

const SAVED = { message: "Saved. Your public page shows it from now on." };

export const editClientAction = formAction(editClientInput, async (input) => {
  await editClient(await requireActor("client"), input);
  refresh();
  return SAVED;
});

export const editFreelancerAction = formAction(editFreelancerInput, async (input) => {
  await editFreelancer(await requireActor("freelancer"), input);
  refresh();
  return SAVED;
});
