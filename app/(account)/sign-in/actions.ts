"use server";

import { signInBrowser, signInBrowserByPasskey } from "#lib/auth/browser";
import { safeNext, withNext } from "#lib/auth/next-target";
import { signInByPasskeyInput, signInInput } from "#lib/auth/schema";
import { guestAction } from "#lib/edge/action";

export const signInAction = guestAction(
  { name: "sign-in", input: signInInput },
  async (input, key) => {
    const isIn = (await signInBrowser(input, key)) === "in";
    return {
      goTo: isIn ? (safeNext(input.next) ?? "/home") : withNext("/sign-in/code", input.next),
    };
  },
);

export const signInByPasskeyAction = guestAction(
  { name: "sign-in-by-passkey", input: signInByPasskeyInput },
  async ({ passkey, next }, key) => {
    await signInBrowserByPasskey(passkey, key);
    return { goTo: safeNext(next) ?? "/home" };
  },
);
