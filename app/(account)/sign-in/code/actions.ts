"use server";

import { signInBrowserByCode } from "#lib/auth/browser";
import { safeNext } from "#lib/auth/next-target";
import { signInByCodeInput } from "#lib/auth/schema";
import { guestAction } from "#lib/edge/action";

export const signInByCodeAction = guestAction(
  { name: "sign-in-by-code", input: signInByCodeInput },
  async ({ code, next }, key) => {
    await signInBrowserByCode({ code }, key);
    return { goTo: safeNext(next) ?? "/home" };
  },
);
