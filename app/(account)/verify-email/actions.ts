"use server";

import { findActor } from "#lib/auth/session";
import { guestAction } from "#lib/edge/action";
import { verifyEmailInput } from "#lib/users/schema";
import { verifyEmail } from "#lib/users/verify-email";

/** Leads to the sign-in page, which sends on whoever is signed in here. */
export const verifyEmailAction = guestAction(
  { name: "verify-email", input: verifyEmailInput },
  async (input, requestKey) => {
    await verifyEmail(await findActor(), input, { requestKey });
    return { goTo: "/sign-in?verified", showsAnew: true };
  },
);
