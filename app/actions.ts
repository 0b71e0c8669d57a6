"use server";

import { signOutBrowser } from "#lib/auth/browser";

/** Ends this browser's session. Where to go next is up to the caller. */
export async function signOutAction(): Promise<void> {
  await signOutBrowser();
}
