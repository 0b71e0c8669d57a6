"use server";

import { askQuestion } from "#lib/disputes/ask-question";
import { decideDispute } from "#lib/disputes/decide-dispute";
import { askQuestionInput, decideDisputeInput } from "#lib/disputes/schema";
import { formAction } from "#lib/edge/action";

export const askQuestionAction = formAction(
  { name: "ask-question", as: "mediate", input: askQuestionInput },
  async (input, { actor, tx }) => {
    await askQuestion(actor, input, tx);
    return { showsAnew: true };
  },
);

export const decideDisputeAction = formAction(
  { name: "decide-dispute", as: "mediate", input: decideDisputeInput },
  async (input, { actor, tx }) => {
    await decideDispute(actor, input, tx);
    return { showsAnew: true };
  },
);
