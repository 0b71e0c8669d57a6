"use server";

import { formAction } from "#lib/edge/action";
import { withdrawInput } from "#lib/payments/schema";
import { withdraw } from "#lib/payments/withdraw";

/** Starts a payout and leads to its receipt, so reloading does not send it again. */
export const withdrawAction = formAction(
  { name: "withdraw-money", input: withdrawInput },
  async (input, { actor, tx }) => {
    const { paymentId } = await withdraw(actor, input, tx);
    return { goTo: `/wallet/withdraw?payment=${paymentId}` };
  },
);
