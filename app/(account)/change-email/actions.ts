"use server";

import { findActor } from "#lib/auth/session";
import { guestAction } from "#lib/edge/action";
import { changeEmail } from "#lib/users/change-email";
import { changeEmailInput } from "#lib/users/schema";

/** Leads to the sign-in page, which sends on whoever is signed in here. */
export const changeEmailAction = guestAction(
  { name: "change-email", input: changeEmailInput },
  async (input, requestKey) => {
    await changeEmail(await findActor(), input, { requestKey });
    return { goTo: "/sign-in?changed", showsAnew: true };
  },
);
