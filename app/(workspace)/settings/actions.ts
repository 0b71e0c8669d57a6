"use server";

import { z } from "zod";
import { addPasskey, preparePasskey } from "#lib/auth/add-passkey";
import { forgetSession, readVisitor, signOutBrowser } from "#lib/auth/browser";
import { changePassword, preparePassword } from "#lib/auth/change-password";
import { endAllSessions } from "#lib/auth/end-all-sessions";
import { endSession } from "#lib/auth/end-session";
import { makeRecoveryCodes } from "#lib/auth/recovery-codes";
import { removePasskey } from "#lib/auth/remove-passkey";
import {
  addPasskeyInput,
  changePasswordInput,
  codeInput,
  endSessionInput,
  removePasskeyInput,
} from "#lib/auth/schema";
import { findActor } from "#lib/auth/session";
import { beginTotp, confirmTotp, removeTotp, renewRecoveryCodes } from "#lib/auth/set-up-totp";
import { withdrawFile } from "#lib/conversations/withdraw-file";
import { formAction, guestAction } from "#lib/edge/action";
import { removeFile } from "#lib/files/remove-file";
import { fileInput } from "#lib/files/schema";
import { removeJobFile } from "#lib/jobs/remove-job-file";
import { savePreferences } from "#lib/notifications/save-preferences";
import { savePreferencesInput } from "#lib/notifications/schema";
import { removeProposalFile } from "#lib/proposals/remove-proposal-file";

export const changePasswordAction = formAction(
  {
    name: "change-password",
    evenUnverified: true,
    input: changePasswordInput,
    prepare: (input, actor) => preparePassword(actor, input),
  },
  async (input, { actor, session, tx, prepared }) => {
    const { sessionId } = session;
    await changePassword(actor, { ...input, keepSessionId: sessionId }, tx, prepared);
    return {
      message: "Your password is changed. Every other device is signed out.",
      showsAnew: true,
    };
  },
);

/** Makes the secret, and leads to where the app gets it. */
export const beginTotpAction = formAction(
  { name: "begin-totp", evenUnverified: true, input: z.object({}) },
  async (_, { actor, tx }) => {
    await beginTotp(actor, tx);
    return { goTo: "/settings/authenticator" };
  },
);

export const confirmTotpAction = formAction(
  {
    name: "confirm-totp",
    evenUnverified: true,
    input: codeInput,
    prepare: () => makeRecoveryCodes(),
  },
  async (input, { actor, tx, prepared }) => {
    const codes = await confirmTotp(actor, input, tx, prepared);
    return {
      message: "Your app is on. From now on signing in asks for its code.",
      shownOnce: { codes: codes.join(" ") },
      outdated: "/settings",
    };
  },
);

export const renewCodesAction = formAction(
  {
    name: "renew-codes",
    evenUnverified: true,
    input: z.object({}),
    prepare: () => makeRecoveryCodes(),
  },
  async (_, { actor, tx, prepared }) => {
    const codes = await renewRecoveryCodes(actor, tx, prepared);
    return { message: "The former codes are void.", shownOnce: { codes: codes.join(" ") } };
  },
);

export const removeTotpAction = formAction(
  { name: "remove-totp", evenUnverified: true, input: z.object({}) },
  async (_, { actor, tx }) => {
    await removeTotp(actor, tx);
    return { message: "Your app is switched off.", showsAnew: true };
  },
);

export const addPasskeyAction = formAction(
  {
    name: "add-passkey",
    evenUnverified: true,
    input: addPasskeyInput,
    prepare: ({ passkey }, actor) => preparePasskey(actor, passkey),
  },
  async (_, { actor, tx, prepared }) => {
    const { userAgent } = await readVisitor();
    await addPasskey(actor, { userAgent }, tx, prepared);
    return { message: "Your passkey is added. It signs you in alone.", showsAnew: true };
  },
);

export const removePasskeyAction = formAction(
  { name: "remove-passkey", evenUnverified: true, input: removePasskeyInput },
  async (input, { actor, tx }) => {
    await removePasskey(actor, input, tx);
    return { message: "The passkey is removed.", showsAnew: true };
  },
);

export const endSessionAction = formAction(
  { name: "end-session", evenUnverified: true, input: endSessionInput },
  async (input, { actor, tx }) => {
    await endSession(actor, input, tx);
    return { message: "That device is signed out.", showsAnew: true };
  },
);

export const savePreferencesAction = formAction(
  { name: "save-preferences", evenUnverified: true, input: savePreferencesInput },
  async (input, { actor, tx }) => {
    await savePreferences(actor, input, tx);
    return { message: "Your choice is saved.", showsAnew: true };
  },
);

const ownFileInput = fileInput.extend({ from: z.enum(["message", "job", "proposal", "nowhere"]) });

/** Frees space: removes a file from what it is attached to, where nobody relies on it. */
export const removeOwnFileAction = formAction(
  { name: "remove-own-file", evenUnverified: true, input: ownFileInput },
  async ({ fileId, from }, { actor, tx }) => {
    switch (from) {
      case "message":
        await withdrawFile(actor, { fileId }, tx);
        break;
      case "job":
        await removeJobFile(actor, { fileId }, tx);
        break;
      case "proposal":
        await removeProposalFile(actor, { fileId }, tx);
        break;
      case "nowhere":
        await removeFile(actor, { fileId }, tx);
    }
    return { message: "The file is removed.", showsAnew: true };
  },
);

/** Without scripts: signs out, and shows the landing page. */
export const signOutAction = guestAction(
  { name: "sign-out", input: z.object({}), ofPerson: true },
  async () => {
    await signOutBrowser();
    return { goTo: "/" };
  },
);

/** Ends every session of the person, unless another person has signed in here meanwhile. */
export async function endAllSessionsAction(userId: unknown): Promise<void> {
  const actor = await findActor();
  if (actor && actor.userId !== userId) return;
  if (actor) await endAllSessions(actor);
  await forgetSession();
}

/** Without scripts: signs out everywhere, and says so on the sign-in page. */
export const signOutEverywhereAction = guestAction(
  { name: "sign-out-everywhere", input: z.object({}), ofPerson: true },
  async () => {
    await endAllSessionsAction((await findActor())?.userId);
    return { goTo: "/sign-in?ended" };
  },
);
