"use server";

import { z } from "zod";
import { formAction } from "#lib/edge/action";
import { markAllRead } from "#lib/notifications/mark-all-read";

export const markAllReadAction = formAction(
  { name: "mark-all-read", evenUnverified: true, input: z.object({}) },
  async (_input, { actor, tx }) => {
    await markAllRead(actor, tx);
    return { message: "Everything is marked as read.", showsAnew: true };
  },
);
