"use server";

import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { editClient } from "#lib/users/edit-client";
import { editFreelancer } from "#lib/users/edit-freelancer";
import { editClientInput, editFreelancerInput } from "#lib/users/schema";

/** Both lead to the public page: there one sees what others see now. */
export const editClientAction = formAction(editClientInput, async (input) => {
  await editClient(await requireActor("client"), input);
  redirect(`/clients/${input.handle}`);
});

export const editFreelancerAction = formAction(editFreelancerInput, async (input) => {
  await editFreelancer(await requireActor("freelancer"), input);
  redirect(`/freelancers/${input.handle}`);
});
