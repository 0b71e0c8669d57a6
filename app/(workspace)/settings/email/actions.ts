"use server";

import { formAction } from "#lib/edge/action";
import { askForEmailChange, countEmailChange } from "#lib/users/ask-for-email-change";
import { askForEmailChangeInput } from "#lib/users/schema";

/** Says the same whether or not an account has the address. */
export const changeAddressAction = formAction(
  {
    name: "change-address",
    evenUnverified: true,
    input: askForEmailChangeInput,
    prepare: ({ email }, actor) => countEmailChange(actor, email),
  },
  async (input, { actor, tx }) => {
    await askForEmailChange(actor, input, tx);
    return {
      message:
        "A mail with a link is on its way to this address. Open it within an hour; until then your address stays as it is.",
    };
  },
);
