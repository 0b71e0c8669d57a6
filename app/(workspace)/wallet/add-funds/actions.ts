"use server";

import { formAction } from "#lib/edge/action";
import { idInput } from "#lib/input";
import { addFunds } from "#lib/payments/add-funds";
import { addFundsInput } from "#lib/payments/schema";

/** The proposal for which money is missing; anything else is left out. */
const hire = idInput("prp").optional().catch(undefined);

/** Starts a deposit and leads to its receipt, so reloading does not send it again. */
export const addFundsAction = formAction(
  { name: "add-funds", input: addFundsInput.extend({ hire }), as: "client" },
  async ({ hire, ...input }, { actor, tx }) => {
    const { paymentId } = await addFunds(actor, input, tx);
    return { goTo: `/wallet/add-funds?payment=${paymentId}${hire ? `&hire=${hire}` : ""}` };
  },
);
