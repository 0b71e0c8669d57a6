"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "#lib/action";
import { forgetSession, signOutBrowser } from "#lib/auth/browser";
import { changePassword } from "#lib/auth/change-password";
import { endAllSessions } from "#lib/auth/end-all-sessions";
import { endSession } from "#lib/auth/end-session";
import { changePasswordInput } from "#lib/auth/schema";
import { findActor, requireSession } from "#lib/auth/session";
import { idInput } from "#lib/input";

export const changePasswordAction = formAction(changePasswordInput, async (input) => {
  const { actor, sessionId } = await requireSession();
  await changePassword(actor, { ...input, keepSessionId: sessionId });
  refresh();
  return { message: "Your password is changed. Every other device is signed out." };
});

export const endSessionAction = formAction(
  z.object({ sessionId: idInput("ses") }),
  async (input) => {
    const { actor } = await requireSession();
    await endSession(actor, input);
    refresh();
    return { message: "That device is signed out." };
  },
);

/** Without scripts: signs out, and shows the landing page. */
export const signOutAction = formAction(z.object({}), async () => {
  await signOutBrowser();
  redirect("/");
});

/** Ends every session of the person. Where to go next is up to the caller. */
export async function endAllSessionsAction(): Promise<void> {
  const actor = await findActor();
  if (actor) await endAllSessions(actor);
  await forgetSession();
}

/** Without scripts: signs out everywhere, and says so at the sign-in. */
export const signOutEverywhereAction = formAction(z.object({}), async () => {
  await endAllSessionsAction();
  redirect("/sign-in?ended");
});
