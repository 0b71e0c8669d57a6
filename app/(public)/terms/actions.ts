"use server";

import { formAction } from "#lib/edge/action";
import { agreeToTerms } from "#lib/settings/agree-to-terms";
import { agreeToTermsInput } from "#lib/settings/schema";

export const agreeToTermsAction = formAction(
  { name: "agree-to-terms", input: agreeToTermsInput, evenUnverified: true },
  async (input, { actor, tx }) => {
    await agreeToTerms(actor, input, tx);
    return { message: "Thank you. It is noted that you agree.", showsAnew: true };
  },
);
