import type { Page } from "@playwright/test";
import { and, count, eq, isNotNull, like, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import {
  billingDetails,
  clientProfiles,
  dataArchives,
  files,
  freelancerProfiles,
  mailLinks,
  notificationPreferences,
  sessions,
  termsConsents,
  users,
} from "#db/schema";
import { makeAccount, makeNewcomer, makeUnverified, PASSWORD } from "#db/testing/accounts";
import { makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { mailChange, mailLink, mailUndo } from "#db/testing/mail-links";
import { makeStoredFile } from "#db/testing/stored-files";
import { createSession } from "#lib/auth/sessions";
import { signSubscription } from "#lib/mail/sign-subscription";
import { newId } from "#lib/new-id";
import { changeSetting } from "#lib/settings/change-setting";
import { getSettings } from "#lib/settings/queries";
import { sendLinkTask } from "#lib/users/schema";
import type { Write } from "./scene.ts";
import { disclose } from "./writes-agreements.ts";

const NEW_PASSWORD = "another three words in a row";

/** Accounts: registering, signing in and out, profiles. */
export const people: readonly Write[] = [
  {
    action: "register",
    scene: async () => {
      const email = `${newId("usr")}@example.com`;
      return {
        person: null,
        path: "/register",
        subject: email,
        count: async () =>
          rows(getDb().select({ n: count() }).from(users).where(eq(users.email, email))),
      };
    },
    fill: async (page, email) => {
      await page.getByRole("radio", { name: "Client" }).check();
      await page.getByRole("textbox", { name: "Your name" }).fill("Kim Aas");
      await page.getByRole("textbox", { name: "E-mail" }).fill(email);
      await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
      // Once there are terms.
      const yes = page.getByRole("checkbox", { name: /agree to them/ });
      if (await yes.isVisible()) await yes.check();
    },
    press: (page) => page.getByRole("button", { name: "Create my account" }).click(),
    typed: { label: "Your name", text: "Kim Aas" },
    settles: "repeats",
  },
  {
    action: "agree-to-terms",
    isShared: true,
    scene: async () => {
      const client = await makeClient();
      const admin = await makeAdmin();
      const seen = (await getSettings(admin)).terms.version;
      // The same text once more is no new version.
      const text = `# Terms for ${client.userId}`;
      await changeSetting(admin, { section: "terms", seen, text, asksAgain: "on" });
      return {
        person: client,
        path: "/terms",
        subject: client.userId,
        count: () => getDb().$count(termsConsents, eq(termsConsents.userId, client.userId)),
      };
    },
    fill: (page) => page.getByRole("heading", { level: 1, name: "Terms" }).waitFor(),
    press: (page) => page.getByRole("button", { name: "I agree to these terms" }).click(),
    settles: "asks",
  },
  {
    action: "sign-in",
    scene: async () => {
      const { actor, email } = await makeAccount("client");
      const count = () => sessionsOf(actor.userId);
      return { person: null, path: "/sign-in", subject: email, count };
    },
    fill: async (page, email) => {
      await page.getByRole("textbox", { name: "E-mail" }).fill(email);
      await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    },
    press: (page) => page.getByRole("button", { name: "Sign in", exact: true }).click(),
    settles: "repeats",
  },
  {
    action: "save-preferences",
    scene: async () => {
      const person = await makeFreelancer();
      const isTheirs = eq(notificationPreferences.userId, person.userId);
      return {
        person,
        path: "/settings",
        count: () => getDb().$count(notificationPreferences, isTheirs),
      };
    },
    press: (page) => page.getByRole("button", { name: "Save what you are told" }).click(),
    settles: "asks",
  },
  {
    action: "ask-for-data",
    scene: async () => {
      const person = await makeFreelancer();
      const isTheirs = eq(dataArchives.userId, person.userId);
      return {
        person,
        path: "/settings/data",
        count: () => getDb().$count(dataArchives, isTheirs),
      };
    },
    press: (page) => page.getByRole("button", { name: "Make my file" }).click(),
    settles: "asks",
  },
  {
    action: "leave",
    scene: async () => {
      const person = await makeFreelancer();
      const hasLeft = and(eq(users.id, person.userId), isNotNull(users.leftAt));
      return { person, path: "/settings/leave", count: () => getDb().$count(users, hasLeft) };
    },
    press: async (page) => {
      await disclose(page, "Delete my account");
      await page.getByRole("button", { name: "Yes, delete my account for good" }).click();
    },
    settles: "leaves",
  },
  {
    action: "unsubscribe",
    scene: async () => {
      const { userId } = await makeFreelancer();
      const token = signSubscription({ userId, group: "work" });
      const isTheirs = eq(notificationPreferences.userId, userId);
      const count = () => getDb().$count(notificationPreferences, isTheirs);
      return { person: null, path: `/unsubscribe/${token}`, count };
    },
    press: (page) => page.getByRole("button", { name: "Stop it" }).click(),
    settles: "repeats",
  },
  {
    action: "forgot-password",
    scene: async () => {
      const { actor, email } = await makeAccount("client");
      return {
        person: null,
        path: "/forgot-password",
        subject: email,
        count: () => linksAskedFor(actor.userId),
      };
    },
    fill: (page, email) => page.getByRole("textbox", { name: "E-mail" }).fill(email),
    press: (page) => page.getByRole("button", { name: "Send me a link" }).click(),
    settles: "repeats",
  },
  {
    action: "reset-password",
    scene: async () => {
      const { actor } = await makeAccount("client");
      const token = await mailLink(actor.userId, "reset");
      const isUsed = and(eq(mailLinks.userId, actor.userId), isNotNull(mailLinks.usedAt));
      return {
        person: null,
        path: `/reset-password?token=${token}`,
        count: () => getDb().$count(mailLinks, isUsed),
      };
    },
    fill: (page) => page.getByLabel("New password").fill(NEW_PASSWORD),
    fillUnkept: (page) => page.getByLabel("New password").fill(NEW_PASSWORD),
    press: (page) => page.getByRole("button", { name: "Set my new password" }).click(),
    settles: "repeats",
  },
  {
    action: "verify-email",
    scene: async () => {
      const { userId } = await makeUnverified("client");
      const token = await mailLink(userId, "verify");
      const isUsed = and(eq(mailLinks.userId, userId), isNotNull(mailLinks.usedAt));
      return {
        person: null,
        path: `/verify-email?token=${token}`,
        count: () => getDb().$count(mailLinks, isUsed),
      };
    },
    press: (page) => page.getByRole("button", { name: "Confirm my address" }).click(),
    settles: "repeats",
  },
  {
    action: "change-address",
    scene: async () => {
      const person = await makeFreelancer();
      const isTheirs = eq(mailLinks.userId, person.userId);
      const subject = `${newId("usr")}@example.com`;
      const count = () => getDb().$count(mailLinks, isTheirs);
      return { person, path: "/settings/email", subject, count };
    },
    fill: (page, email) => page.getByRole("textbox", { name: "New e-mail address" }).fill(email),
    press: (page) => page.getByRole("button", { name: "Send me a link" }).click(),
    settles: "asks",
  },
  {
    action: "change-email",
    scene: async () => {
      const { actor } = await makeAccount("client");
      const { userId } = actor;
      const token = await mailChange(actor, `${newId("usr")}@example.com`);
      const isUsed = and(
        eq(mailLinks.userId, userId),
        eq(mailLinks.purpose, "change"),
        isNotNull(mailLinks.usedAt),
      );
      const count = () => getDb().$count(mailLinks, isUsed);
      return { person: null, path: `/change-email?token=${token}`, count };
    },
    press: (page) => page.getByRole("button", { name: "Use this address" }).click(),
    settles: "repeats",
  },
  {
    action: "undo-email-change",
    scene: async () => {
      const { actor } = await makeAccount("client");
      const { userId } = actor;
      const token = await mailUndo(actor, `${newId("usr")}@example.com`);
      const isUsed = and(
        eq(mailLinks.userId, userId),
        eq(mailLinks.purpose, "undo"),
        isNotNull(mailLinks.usedAt),
      );
      const count = () => getDb().$count(mailLinks, isUsed);
      return { person: null, path: `/undo-email?token=${token}`, count };
    },
    press: (page) => page.getByRole("button", { name: "Undo the change" }).click(),
    settles: "repeats",
  },
  {
    action: "send-verification",
    scene: async () => {
      const person = await makeUnverified("client");
      return { person, path: "/verify-email", count: () => linksAskedFor(person.userId) };
    },
    press: (page) => page.getByRole("button", { name: "Send the mail again" }).click(),
    settles: "asks",
  },
  {
    action: "change-password",
    scene: async () => {
      const { actor } = await makeAccount("client");
      const [before] = await getDb().select().from(users).where(eq(users.id, actor.userId));
      return {
        person: actor,
        path: "/settings",
        count: async () => {
          const [now] = await getDb().select().from(users).where(eq(users.id, actor.userId));
          return now?.passwordHash === before?.passwordHash ? 0 : 1;
        },
      };
    },
    fill: fillPasswords,
    fillUnkept: fillPasswords,
    press: (page) => page.getByRole("button", { name: "Change my password" }).click(),
    settles: "asks",
  },
  {
    action: "end-session",
    scene: async () => {
      const person = await makeClient();
      await getDb().transaction((tx) =>
        createSession(tx, person.userId, "Firefox/140.0 (X11; Linux x86_64)"),
      );
      const elsewhere = and(
        eq(sessions.userId, person.userId),
        like(sessions.userAgent, "Firefox%"),
      );
      return {
        person,
        path: "/settings",
        count: async () =>
          1 - (await rows(getDb().select({ n: count() }).from(sessions).where(elsewhere))),
      };
    },
    press: (page) => page.getByRole("button", { name: /^Sign out Firefox/ }).click(),
    settles: "asks",
  },
  {
    action: "edit-client",
    scene: async () => {
      const person = await makeClient();
      return { person, path: "/settings/profile", count: () => profilesAbout(person.userId) };
    },
    fill: (page) => page.getByRole("textbox", { name: /^About/ }).fill("We fish at night."),
    press: (page) => page.getByRole("button", { name: /^Save/ }).click(),
    typed: { label: /^About/, text: "We fish at night." },
    settles: "asks",
  },
  {
    action: "edit-freelancer",
    scene: async () => {
      const person = await makeFreelancer();
      const isChanged = and(
        eq(freelancerProfiles.userId, person.userId),
        eq(freelancerProfiles.headline, "Mends nets"),
      );
      return {
        person,
        path: "/settings/profile",
        count: () => rows(getDb().select({ n: count() }).from(freelancerProfiles).where(isChanged)),
      };
    },
    fill: (page) => page.getByRole("textbox", { name: "Headline" }).fill("Mends nets"),
    press: (page) => page.getByRole("button", { name: /^Save/ }).click(),
    typed: { label: "Headline", text: "Mends nets" },
    settles: "asks",
  },
  {
    action: "save-billing",
    scene: async () => {
      const person = await makeFreelancer();
      const isTheirs = eq(billingDetails.userId, person.userId);
      return {
        person,
        path: "/settings/billing",
        count: () => getDb().$count(billingDetails, isTheirs),
      };
    },
    fill: (page) => page.getByRole("textbox", { name: /^Address/ }).fill("1 Harbour Road"),
    press: (page) => page.getByRole("button", { name: "Save" }).click(),
    typed: { label: /^Address/, text: "1 Harbour Road" },
    settles: "asks",
  },
  {
    action: "set-up-client",
    scene: async () => {
      const person = await makeNewcomer("client");
      const isTheirs = eq(clientProfiles.userId, person.userId);
      return {
        person,
        path: "/onboarding",
        count: () => rows(getDb().select({ n: count() }).from(clientProfiles).where(isTheirs)),
      };
    },
    fill: (page) => page.getByRole("textbox", { name: "Company" }).fill("Fjell and Fjord"),
    press: (page) => page.getByRole("button", { name: "Save and go to your home page" }).click(),
    typed: { label: "Company", text: "Fjell and Fjord" },
    settles: "asks",
  },
  {
    action: "set-up-freelancer",
    scene: async () => {
      const person = await makeNewcomer("freelancer");
      const isTheirs = eq(freelancerProfiles.userId, person.userId);
      return {
        person,
        path: "/onboarding",
        count: () => rows(getDb().select({ n: count() }).from(freelancerProfiles).where(isTheirs)),
      };
    },
    fill: async (page) => {
      await page.getByRole("textbox", { name: "Headline" }).fill("Mends nets");
      await page.getByLabel("Skills").fill("SQL");
    },
    press: (page) => page.getByRole("button", { name: "Publish my profile" }).click(),
    typed: { label: "Headline", text: "Mends nets" },
    settles: "asks",
  },
  {
    action: "remove-own-file",
    scene: async () => {
      const person = await makeFreelancer();
      const fileId = await makeStoredFile(person, "message");
      const isThere = eq(files.id, fileId);
      return {
        person,
        path: "/settings",
        count: async () =>
          1 - (await rows(getDb().select({ n: count() }).from(files).where(isThere))),
      };
    },
    fill: (page) => disclose(page, "What takes the space"),
    press: (page) => page.getByRole("button", { name: /^Remove/ }).click(),
    settles: "asks",
  },
];

async function fillPasswords(page: Page): Promise<void> {
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByLabel("New password").fill(NEW_PASSWORD);
}

async function rows(query: PromiseLike<{ n: number }[]>): Promise<number> {
  return (await query)[0]?.n ?? 0;
}

/** Each link that a mail was asked for, however often its form was sent. No worker runs that would write it. */
async function linksAskedFor(userId: string): Promise<number> {
  const [row] = await getDb().execute<{ n: number }>(sql`
    select count(distinct data->'input'->>'linkId')::int as n from pgboss.job
    where name = ${sendLinkTask.lane} and data->'input'->>'userId' = ${userId}`);
  return row?.n ?? 0;
}

function sessionsOf(userId: `usr_${string}`): Promise<number> {
  return rows(getDb().select({ n: count() }).from(sessions).where(eq(sessions.userId, userId)));
}

function profilesAbout(userId: `usr_${string}`): Promise<number> {
  const isChanged = and(
    eq(clientProfiles.userId, userId),
    eq(clientProfiles.about, "We fish at night."),
  );
  return rows(getDb().select({ n: count() }).from(clientProfiles).where(isChanged));
}
