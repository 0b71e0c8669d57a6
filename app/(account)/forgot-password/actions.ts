"use server";

import { readVisitor } from "#lib/auth/browser";
import { forgotPasswordInput } from "#lib/auth/schema";
import { guestAction } from "#lib/edge/action";
import { askForReset } from "#lib/users/ask-for-reset";

/** Says the same whether or not the address has an account. */
export const forgotPasswordAction = guestAction(
  { name: "forgot-password", input: forgotPasswordInput },
  async (input, requestKey) => {
    await askForReset(await readVisitor(), input, { requestKey });
    return {
      message:
        "If there is an account with this address, a mail with a link is on its way to it. The link works for one hour.",
    };
  },
);
