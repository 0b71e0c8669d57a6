"use server";

import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { requireActor } from "#lib/auth/session";
import { withdrawInput } from "#lib/payments/schema";
import { withdraw } from "#lib/payments/withdraw";

/** Starts a payout and comes back to its receipt, which reloading does not send again. */
export const withdrawAction = formAction(withdrawInput, async (input) => {
  const { paymentId } = await withdraw(await requireActor(), input);
  redirect(`/wallet/withdraw?payment=${paymentId}`);
});
