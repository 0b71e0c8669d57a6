"use server";

import { z } from "zod";
import { requireRecentProof } from "#lib/auth/recent-proof";
import { formAction } from "#lib/edge/action";
import { connectPayoutAccount } from "#lib/payments/connect-payout-account";
import { withdrawInput } from "#lib/payments/schema";
import { withdraw } from "#lib/payments/withdraw";

/** Starts a payout and leads to its receipts, so reloading does not send it again. */
export const withdrawAction = formAction(
  { name: "withdraw-money", input: withdrawInput },
  async (input, { actor, tx }) => {
    const { paymentId, others } = await withdraw(actor, input, tx);
    const also = others.map((other) => `&payment=${other}`).join("");
    return { goTo: `/wallet/withdraw?payment=${paymentId}${also}` };
  },
);

/** Makes the account to which a person is paid out. The page says what comes next: a form may not lead elsewhere. */
export const connectPayoutAccountAction = formAction(
  {
    name: "connect-payout-account",
    input: z.object({}),
    prepare: (_, actor) => connectPayoutAccount(actor),
  },
  async () => ({ showsAnew: true }),
);

/** Asks whether it is them who are about to say where the money goes. The page then leads there. */
export const answerPayoutAccountAction = formAction(
  { name: "answer-payout-account", input: z.object({}) },
  async (_, { actor, tx }) => {
    await requireRecentProof(tx, actor);
    return { showsAnew: true };
  },
);
