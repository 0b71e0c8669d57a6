"use server";

import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { addFunds } from "#lib/payments/add-funds";
import { addFundsInput } from "#lib/payments/schema";

/** Starts a deposit and comes back to its receipt, which reloading does not send again. */
export const addFundsAction = formAction(addFundsInput, async (input) => {
  const { paymentId } = await addFunds(await requireActor("client"), input);
  redirect(`/wallet/add-funds?payment=${paymentId}`);
});
