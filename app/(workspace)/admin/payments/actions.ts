"use server";

import { z } from "zod";
import { formAction } from "#lib/edge/action";
import { askToReconcile } from "#lib/payments/ask-to-reconcile";
import { explainDifference } from "#lib/payments/explain-difference";
import { explainDifferenceInput } from "#lib/payments/schema";

export const reconcileAction = formAction(
  { name: "reconcile", input: z.object({}), as: "keepBooks" },
  async (_, { actor, tx }) => {
    await askToReconcile(actor, tx);
    return { showsAnew: true };
  },
);

export const explainDifferenceAction = formAction(
  { name: "explain-difference", input: explainDifferenceInput, as: "keepBooks" },
  async (input, { actor, tx }) => {
    const { isReplay } = await explainDifference(actor, input, tx);
    const message = isReplay
      ? "Somebody had explained this difference before."
      : "The difference is explained.";
    return { message, showsAnew: true };
  },
);
