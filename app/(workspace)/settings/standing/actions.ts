"use server";

import { formAction } from "#lib/edge/action";
import { appealSanction } from "#lib/moderation/appeal-sanction";
import { readSanction } from "#lib/moderation/read-sanction";
import { appealInput, readSanctionInput } from "#lib/moderation/schema";

export const appealAction = formAction(
  { name: "appeal-sanction", input: appealInput, evenUnverified: true },
  async (input, { actor, tx }) => {
    await appealSanction(actor, input, tx);
    return { message: "Your appeal is sent. Another moderator decides.", showsAnew: true };
  },
);

export const readSanctionAction = formAction(
  { name: "read-sanction", input: readSanctionInput, evenUnverified: true },
  async (input, { actor, tx }) => {
    await readSanction(actor, input, tx);
    return { message: "It is no longer on every page.", showsAnew: true };
  },
);
