"use server";

import { redirect } from "next/navigation";
import { formAction } from "#lib/action";
import { signInBrowser } from "#lib/auth/browser";
import { safeNext } from "#lib/auth/next-target";
import { signInInput } from "#lib/auth/schema";

export const signInAction = formAction(signInInput, async (input) => {
  await signInBrowser(input);
  redirect(safeNext(input.next) ?? "/home");
});
