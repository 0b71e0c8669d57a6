"use server";

import { z } from "zod";
import { safeNext } from "#lib/auth/next-target";
import { nextInput } from "#lib/auth/schema";
import { formAction } from "#lib/edge/action";
import { isDomainError } from "#lib/errors";
import { setUpClientInput, setUpFreelancerInput } from "#lib/users/schema";
import { setUpClient } from "#lib/users/set-up-client";
import { setUpFreelancer } from "#lib/users/set-up-freelancer";

/** Where the person was going when the profile was still missing. */
const onward = z.object({ next: nextInput });

export const setUpClientAction = formAction(
  {
    name: "set-up-client",
    evenUnverified: true,
    input: setUpClientInput.and(onward),
    as: "client",
  },
  async ({ next, ...input }, { actor, tx }) => {
    await unlessDone(setUpClient(actor, input, tx));
    return { goTo: safeNext(next) ?? "/home" };
  },
);

export const setUpFreelancerAction = formAction(
  {
    name: "set-up-freelancer",
    evenUnverified: true,
    input: setUpFreelancerInput.and(onward),
    as: "freelancer",
  },
  async ({ next, ...input }, { actor, tx }) => {
    await unlessDone(setUpFreelancer(actor, input, tx));
    return { goTo: safeNext(next) ?? "/home" };
  },
);

/** Set up in another tab meanwhile: that profile stands, and this form leads on in the same way. */
async function unlessDone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isDomainError(error, "already_onboarded")) throw error;
  }
}
