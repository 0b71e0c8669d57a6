"use server";

import { signInBrowser } from "#lib/auth/browser";
import { safeNext } from "#lib/auth/next-target";
import { signInInput } from "#lib/auth/schema";
import { guestAction } from "#lib/edge/action";

export const signInAction = guestAction(
  { name: "sign-in", input: signInInput },
  async (input, key) => {
    await signInBrowser(input, key);
    return { goTo: safeNext(input.next) ?? "/home" };
  },
);
