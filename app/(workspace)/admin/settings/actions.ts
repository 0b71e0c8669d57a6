"use server";

import { formAction } from "#lib/edge/action";
import { changeSetting } from "#lib/settings/change-setting";
import { readSettings } from "#lib/settings/read-settings";
import { changeSettingInput } from "#lib/settings/schema";

export const changeSettingAction = formAction(
  { name: "change-setting", input: changeSettingInput, as: "operate", afterwards: readSettings },
  async (input, { actor, tx }) => {
    await changeSetting(actor, input, tx);
    return { message: "Saved. Every page shows it from now on.", showsAnew: true };
  },
);
