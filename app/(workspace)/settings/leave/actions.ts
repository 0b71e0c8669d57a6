"use server";

import { z } from "zod";
import { forgetSession, rememberLeaving } from "#lib/auth/browser";
import { formAction } from "#lib/edge/action";
import { leave } from "#lib/leaving/leave";

/** Every session has ended with the account; the cookie of this one goes, and its pages with it. */
export const leaveAction = formAction(
  { name: "leave", evenUnverified: true, input: z.object({}) },
  async (_, { actor, tx }) => {
    await leave(actor, tx);
    await forgetSession();
    await rememberLeaving();
    return { goTo: "/goodbye" };
  },
);
