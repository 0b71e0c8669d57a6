"use server";

import { formAction } from "#lib/edge/action";
import { addFunds } from "#lib/payments/add-funds";
import { addFundsInput } from "#lib/payments/schema";

/** Starts a deposit and leads to its receipt, so reloading does not send it again. */
export const addFundsAction = formAction(
  { name: "add-funds", input: addFundsInput, as: "client" },
  async (input, { actor, tx }) => {
    const { paymentId } = await addFunds(actor, input, tx);
    return { goTo: `/wallet/add-funds?payment=${paymentId}&new` };
  },
);
