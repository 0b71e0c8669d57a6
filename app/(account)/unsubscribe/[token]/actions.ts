"use server";

import { guestAction } from "#lib/edge/action";
import { unsubscribeInput } from "#lib/mail/schema";
import { unsubscribe } from "#lib/mail/unsubscribe";

export const unsubscribeAction = guestAction(
  { name: "unsubscribe", input: unsubscribeInput },
  async (input) => {
    const { groupName } = await unsubscribe(input);
    return { message: `No more mail about this: ${groupName.toLowerCase()}.` };
  },
);
