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
import { requireSession } from "#lib/auth/session";
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

export const signOutAction = formAction(z.object({}), async () => {
  await signOutBrowser();
  redirect("/");
});

export const signOutEverywhereAction = formAction(z.object({}), async () => {
  const { actor } = await requireSession();
  await endAllSessions(actor);
  await forgetSession();
  redirect("/sign-in?ended");
});
