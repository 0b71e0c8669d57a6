"use server";

import { findActor } from "#lib/auth/session";
import { guestAction } from "#lib/edge/action";
import { resetPassword } from "#lib/users/reset-password";
import { resetPasswordInput } from "#lib/users/schema";

export const resetPasswordAction = guestAction(
  { name: "reset-password", input: resetPasswordInput },
  async (input, requestKey) => {
    await resetPassword(await findActor(), input, { requestKey });
    return { goTo: "/sign-in?reset" };
  },
);
