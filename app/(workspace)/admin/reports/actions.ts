"use server";

import { formAction } from "#lib/edge/action";
import { closeCase } from "#lib/moderation/close-case";
import { decideAppeal } from "#lib/moderation/decide-appeal";
import { imposeSanction } from "#lib/moderation/impose-sanction";
import { liftSanction } from "#lib/moderation/lift-sanction";
import { lookAround } from "#lib/moderation/look-around";
import {
  caseInput,
  closeCaseInput,
  decideAppealInput,
  imposeSanctionInput,
  liftSanctionInput,
} from "#lib/moderation/schema";

export const closeCaseAction = formAction(
  { name: "close-case", input: closeCaseInput, as: "moderate" },
  async (input, { actor, tx }) => {
    await closeCase(actor, input, tx);
    return { message: "Nothing is done, and who reported is told so.", showsAnew: true };
  },
);

export const imposeSanctionAction = formAction(
  { name: "impose-sanction", input: imposeSanctionInput, as: "moderate" },
  async (input, { actor, tx }) => {
    await imposeSanction(actor, input, tx);
    return { message: "It is done, and everybody concerned is told.", showsAnew: true };
  },
);

export const liftSanctionAction = formAction(
  { name: "lift-sanction", input: liftSanctionInput, as: "moderate" },
  async (input, { actor, tx }) => {
    await liftSanction(actor, input, tx);
    return { message: "It has ended, and the person is told.", showsAnew: true };
  },
);

export const decideAppealAction = formAction(
  { name: "decide-appeal", input: decideAppealInput, as: "moderate" },
  async (input, { actor, tx }) => {
    await decideAppeal(actor, input, tx);
    return { message: "The appeal is decided, and the person is told.", showsAnew: true };
  },
);

export const lookAroundAction = formAction(
  { name: "look-around", input: caseInput, as: "moderate" },
  async (input, { actor, tx }) => {
    await lookAround(actor, input, tx);
    return { message: "The audit says that you have read them.", showsAnew: true };
  },
);
