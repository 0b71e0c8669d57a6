"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { editClient } from "#lib/users/edit-client";
import { editFreelancer } from "#lib/users/edit-freelancer";
import { editClientInput, editFreelancerInput } from "#lib/users/schema";

const FORM = "/settings/profile";

/**
 * Both lead to the public page: there one sees what others see now. The form that the browser keeps is out of date
 * then: sent again after a step back it would take away the pictures that it does not know.
 */
export const editClientAction = formAction(editClientInput, async (input) => {
  await editClient(await requireActor("client"), input);
  revalidatePath(FORM);
  redirect(`/clients/${input.handle}`);
});

export const editFreelancerAction = formAction(editFreelancerInput, async (input) => {
  await editFreelancer(await requireActor("freelancer"), input);
  revalidatePath(FORM);
  redirect(`/freelancers/${input.handle}`);
});
