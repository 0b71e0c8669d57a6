"use server";

import { formAction } from "#lib/edge/action";
import { answerSandboxAccount } from "#lib/payments/answer-sandbox-account";
import { answerSandboxBank } from "#lib/payments/answer-sandbox-bank";
import { paymentPath } from "#lib/payments/policy";
import { sandboxAccountInput, sandboxAnswerInput } from "#lib/payments/schema";

/** Leads back to the payment, as a bank's page does. */
export const answerSandboxBankAction = formAction(
  { name: "answer-sandbox-bank", input: sandboxAnswerInput },
  async (input, { actor, tx }) => {
    await answerSandboxBank(actor, input, tx);
    const path = paymentPath(input.paymentId);
    return { goTo: input.answer === "approve" ? `${path}?paid` : path };
  },
);

export const answerSandboxAccountAction = formAction(
  { name: "answer-sandbox-account", input: sandboxAccountInput },
  async (input, { actor, tx }) => {
    await answerSandboxAccount(actor, input, tx);
    return { goTo: "/wallet/withdraw" };
  },
);
