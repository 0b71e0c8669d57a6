import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { Secret } from "otpauth";
import { getDb } from "#db/client";
import { auditEntries, passkeys, sessions, totpFactors } from "#db/schema";
import { makeAccount } from "#db/testing/accounts";
import { appCode, enterPassword, switchOnTotp } from "#db/testing/factors";
import { givePasskey } from "#db/testing/software-passkey";
import type { Actor } from "#lib/auth/actor";
import { halfWayCookieName } from "#lib/auth/cookies";
import { seal } from "#lib/auth/seal";
import { now } from "#lib/time";
import type { Write } from "./scene.ts";
import { disclose } from "./writes-agreements.ts";

/** Of every app that is being set up here. */
const SECRET = new Secret().base32;
const showCode = (page: Page) => page.getByLabel("Code from your app").fill(appCode(SECRET));

/** How else people sign in. */
export const factors: readonly Write[] = [
  {
    action: "sign-in-by-code",
    scene: async () => {
      const { actor, email } = await makeAccount("client");
      const { recoveryCodes } = await switchOnTotp(actor);
      return {
        person: null,
        cookie: { name: halfWayCookieName(), value: await enterPassword(email) },
        path: "/sign-in/code",
        subject: recoveryCodes[0] ?? "",
        count: () => getDb().$count(sessions, eq(sessions.userId, actor.userId)),
      };
    },
    fill: (page, code) => page.getByRole("textbox", { name: "Code" }).fill(code),
    press: (page) => page.getByRole("button", { name: "Sign in", exact: true }).click(),
    settles: "repeats",
  },
  {
    action: "remove-passkey",
    scene: async () => {
      const { actor } = await makeAccount("client");
      const { userId } = actor;
      await givePasskey(userId);
      const count = async () => 1 - (await getDb().$count(passkeys, eq(passkeys.userId, userId)));
      return { person: actor, path: "/settings", count };
    },
    press: (page) => page.getByRole("button", { name: /^Remove the passkey/ }).click(),
    settles: "asks",
  },
  {
    action: "begin-totp",
    scene: async () => {
      const { actor } = await makeAccount("client");
      return { person: actor, path: "/settings", count: () => countApps(actor, false) };
    },
    press: (page) => page.getByRole("button", { name: "Set up an authenticator app" }).click(),
    settles: "asks",
  },
  {
    action: "confirm-totp",
    scene: async () => {
      const { actor } = await makeAccount("client");
      const { userId } = actor;
      const app = { userId, isOn: false, lastStep: 0, createdAt: now() };
      await getDb()
        .insert(totpFactors)
        .values({ ...app, sealedSecret: await seal(SECRET, userId) });
      const count = () => countApps(actor, true);
      return { person: actor, path: "/settings/authenticator", count };
    },
    fill: showCode,
    fillUnkept: showCode,
    press: (page) => page.getByRole("button", { name: "Switch it on" }).click(),
    settles: "asks",
  },
  {
    action: "renew-codes",
    scene: async () => {
      const { actor } = await makeAccount("client");
      await switchOnTotp(actor);
      const isMade = and(
        eq(auditEntries.personId, actor.userId),
        eq(auditEntries.kind, "recovery_codes_made"),
      );
      const count = async () => (await getDb().$count(auditEntries, isMade)) - 1;
      return { person: actor, path: "/settings", count };
    },
    press: (page) => page.getByRole("button", { name: "Make new recovery codes" }).click(),
    settles: "asks",
  },
  {
    action: "remove-totp",
    scene: async () => {
      const { actor } = await makeAccount("client");
      await switchOnTotp(actor);
      const count = async () => 1 - (await countApps(actor, true));
      return { person: actor, path: "/settings", count };
    },
    press: async (page) => {
      await disclose(page, "Switch the app off");
      await page.getByRole("button", { name: "Switch it off" }).click();
    },
    settles: "asks",
  },
];

function countApps({ userId }: Actor, isOn: boolean): Promise<number> {
  return getDb().$count(
    totpFactors,
    and(eq(totpFactors.userId, userId), eq(totpFactors.isOn, isOn)),
  );
}
