"use server";

import { z } from "zod";
import { formAction } from "#lib/edge/action";
import { askForData, countData } from "#lib/own-data/ask-for-data";

export const askForDataAction = formAction(
  {
    name: "ask-for-data",
    evenUnverified: true,
    input: z.object({}),
    prepare: (_, actor) => countData(actor),
  },
  async (_, { actor, tx }) => {
    await askForData(actor, tx);
    return { showsAnew: true };
  },
);
