"use server";

import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { isDomainError } from "#lib/errors";
import { setUpClientInput, setUpFreelancerInput } from "#lib/users/schema";
import { setUpClient } from "#lib/users/set-up-client";
import { setUpFreelancer } from "#lib/users/set-up-freelancer";

export const setUpClientAction = formAction(setUpClientInput, async (input) => {
  await unlessDone(setUpClient(await requireActor("client"), input));
  redirect("/home");
});

export const setUpFreelancerAction = formAction(setUpFreelancerInput, async (input) => {
  await unlessDone(setUpFreelancer(await requireActor("freelancer"), input));
  redirect("/home");
});

/** Sent twice: the first one set the profile up, and the second leads on like the first. */
async function unlessDone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isDomainError(error, "already_onboarded")) throw error;
  }
}
