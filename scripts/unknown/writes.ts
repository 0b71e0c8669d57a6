import { and, eq, gt } from "drizzle-orm";
import { messages, savedSearches, sessions } from "#db/schema";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { makeTalk } from "#db/testing/talking";
import { saveSearch } from "#lib/searches/save-search";
import type { Write } from "./scene.ts";
import { tally } from "./tally.ts";
import { admin } from "./writes-admin.ts";
import { agreements, disclose } from "./writes-agreements.ts";
import { disputing } from "./writes-disputes.ts";
import { factors } from "./writes-factors.ts";
import { market } from "./writes-market.ts";
import { moderation } from "./writes-moderation.ts";
import { people } from "./writes-people.ts";

/** A person whose one session ends; the browser's own is the only one. */
async function someSession() {
  const person = await makeClient();
  const isTheirs = eq(sessions.userId, person.userId);
  return {
    person,
    path: "/settings",
    count: async () => ((await tally(sessions, isTheirs)) === 0 ? 1 : 0),
  };
}

const ways: readonly Write[] = [
  {
    action: "signOutAction",
    scene: someSession,
    press: async (page) => {
      await page.getByRole("button", { name: /^Your account/ }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
    },
    settles: "leaves",
  },
  {
    action: "endAllSessionsAction",
    scene: someSession,
    press: async (page) => {
      const button = page.getByRole("button", { name: "Sign out everywhere" });
      if (!(await button.isVisible())) await disclose(page, "Sign out everywhere");
      await button.click();
    },
    settles: "leaves",
  },
];

/** Every form and every action that writes. `npm run test:unknown` fails for one that is missing here. */
export const WRITES: readonly Write[] = [
  ...people,
  ...factors,
  ...market,
  ...agreements,
  ...disputing,
  ...admin,
  ...moderation,
  ...ways,
];

/** Forms that only a browser without scripts posts. */
export const WITHOUT_SCRIPTS: readonly Write[] = [
  {
    action: "send-message",
    scene: async () => {
      const { client, conversationId } = await makeTalk();
      const isTheirs = and(
        eq(messages.conversationId, conversationId),
        eq(messages.senderId, client.userId),
      );
      return {
        person: client,
        path: `/inbox/${conversationId}`,
        count: () => tally(messages, isTheirs),
      };
    },
    fill: (page) => page.getByRole("textbox", { name: /^Write to/ }).fill("Red to port."),
    press: (page) => page.getByRole("button", { name: "Send", exact: true }).click(),
    settles: "silent",
  },
  {
    action: "open-search",
    scene: async () => {
      const person = await makeFreelancer();
      await saveSearch(person, { name: "Harbours", query: "q=harbour" });
      const isTheirs = eq(savedSearches.userId, person.userId);
      const before = new Date();
      const isSeen = and(isTheirs, gt(savedSearches.seenAt, before));
      return { person, path: "/searches", count: () => tally(savedSearches, isSeen) };
    },
    press: (page) => page.getByRole("button", { name: "Open Harbours" }).click(),
    settles: "silent",
  },
  {
    action: "sign-out",
    scene: someSession,
    press: (page) => page.getByRole("button", { name: "Sign out", exact: true }).click(),
    settles: "silent",
  },
  {
    action: "sign-out-everywhere",
    scene: someSession,
    fill: (page) => disclose(page, "Sign out everywhere"),
    press: (page) => page.getByRole("button", { name: "Sign out everywhere" }).click(),
    settles: "silent",
  },
];

/**
 * A passkey belongs to one name of one site, and the proxy that cuts has another. lib/auth/passkeys.db.test.ts sends these
 * twice, and at one moment.
 */
export const BY_PASSKEY: readonly string[] = ["add-passkey", "sign-in-by-passkey"];

/**
 * The sandbox bank pays to any IBAN, so its pages have no such form. lib/payments/connect-payout-account.db.test.ts makes
 * an account twice, and at one moment; to go on to it writes nothing.
 */
export const AT_THE_PROVIDER: readonly string[] = [
  "connect-payout-account",
  "answer-payout-account",
  "answer-sandbox-account",
];
