"use server";

import { formAction } from "#lib/edge/action";
import { changeSetting } from "#lib/settings/change-setting";
import { changeWordmark } from "#lib/settings/change-wordmark";
import { readSettings } from "#lib/settings/read-settings";
import { changeSettingInput, changeWordmarkInput } from "#lib/settings/schema";

export const changeSettingAction = formAction(
  { name: "change-setting", input: changeSettingInput, as: "operate", afterwards: readSettings },
  async (input, { actor, tx }) => {
    await changeSetting(actor, input, tx);
    return { message: "Saved. Every page shows it from now on.", showsAnew: true };
  },
);

export const changeWordmarkAction = formAction(
  { name: "change-wordmark", input: changeWordmarkInput, as: "operate", afterwards: readSettings },
  async (input, { actor, tx }) => {
    await changeWordmark(actor, input, tx);
    return { message: "Saved. Every page shows it from now on.", showsAnew: true };
  },
);
