"use server";

import { formAction } from "#lib/edge/action";
import { editClient } from "#lib/users/edit-client";
import { editFreelancer } from "#lib/users/edit-freelancer";
import { editClientInput, editFreelancerInput } from "#lib/users/schema";

const FORM = "/settings/profile";

/**
 * Both lead to the public page, which shows what others now see. The form that the browser has kept is then out of
 * date: sent again after a step back, it would remove pictures that it does not know.
 */
export const editClientAction = formAction(
  { name: "edit-client", evenUnverified: true, input: editClientInput, as: "client" },
  async (input, { actor, tx }) => {
    await editClient(actor, input, tx);
    return { outdated: FORM, goTo: `/clients/${input.handle}` };
  },
);

export const editFreelancerAction = formAction(
  { name: "edit-freelancer", evenUnverified: true, input: editFreelancerInput, as: "freelancer" },
  async (input, { actor, tx }) => {
    await editFreelancer(actor, input, tx);
    return { outdated: FORM, goTo: `/freelancers/${input.handle}` };
  },
);
