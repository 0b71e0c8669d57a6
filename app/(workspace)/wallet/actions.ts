"use server";

import { formAction } from "#lib/edge/action";
import { giveUpPayment } from "#lib/payments/give-up-payment";
import { paymentInput } from "#lib/payments/schema";

/** Its page says how the payment stands, and is drawn anew. */
export const giveUpPaymentAction = formAction(
  { name: "give-up-payment", input: paymentInput },
  async (input, { actor, tx }) => {
    await giveUpPayment(actor, input, tx);
    return { showsAnew: true };
  },
);
