"use server";

import { formAction } from "#lib/edge/action";
import { reportThing } from "#lib/moderation/report-thing";
import { reportInput } from "#lib/moderation/schema";

export const reportAction = formAction(
  { name: "report-thing", input: reportInput },
  async (input, { actor, tx }) => {
    await reportThing(actor, input, tx);
    return { goTo: "/settings/standing?sent=1", outdated: "/settings/standing" };
  },
);
