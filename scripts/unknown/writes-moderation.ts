import type { Page } from "@playwright/test";
import { and, eq, isNotNull } from "drizzle-orm";
import { getDb } from "#db/client";
import { appeals, caseLooks, cases, reports, sanctions } from "#db/schema";
import { makeFreelancer, makeStaff } from "#db/testing/factories";
import { decided, makeCase } from "#db/testing/moderation";
import type { Id } from "#lib/ids";
import { appealSanction } from "#lib/moderation/appeal-sanction";
import type { Scene, Write } from "./scene.ts";

const TEXT = "It was meant in another way.";

const press = (name: string) => (page: Page) =>
  page.getByRole("button", { name, exact: true }).click();
const fill = (label: string) => (page: Page) => page.getByLabel(label, { exact: true }).fill(TEXT);

/** A case that waits, before a moderator. */
async function waiting(count: (caseId: Id<"cas">) => Promise<number>): Promise<Scene> {
  const { caseId } = await makeCase();
  return {
    person: await makeStaff("moderator"),
    path: `/admin/reports/${caseId}`,
    count: () => count(caseId),
  };
}

const ended = (sanctionId: Id<"snc">) =>
  getDb().$count(sanctions, and(eq(sanctions.id, sanctionId), isNotNull(sanctions.endedAt)));

/** What people report, what moderators decide, and what is said against it. */
export const moderation: readonly Write[] = [
  {
    action: "report-thing",
    scene: async () => {
      const [person, { userId }] = [await makeFreelancer(), await makeFreelancer()];
      return {
        person,
        path: `/report/${userId}`,
        count: () => getDb().$count(reports, eq(reports.reporterId, person.userId)),
      };
    },
    fill: async (page) => {
      await page.getByLabel("Something else").check();
      await page.getByLabel("In your words").fill(TEXT);
    },
    press: press("Send the report"),
    typed: { label: /In your words/, text: TEXT },
    settles: "asks",
  },
  {
    action: "close-case",
    scene: () =>
      waiting((caseId) =>
        getDb().$count(cases, and(eq(cases.id, caseId), isNotNull(cases.closedAt))),
      ),
    fill: fill("Why"),
    press: press("Close the case"),
    typed: { label: "Why", text: TEXT },
    settles: "asks",
  },
  {
    action: "impose-sanction",
    scene: () => waiting((caseId) => getDb().$count(sanctions, eq(sanctions.caseId, caseId))),
    fill: async (page) => {
      await page.getByLabel("Warn").check();
      await page.getByLabel("The rule").selectOption("be_kind");
      await fill("What happened")(page);
    },
    press: press("Decide, and tell the person"),
    typed: { label: "What happened", text: TEXT },
    settles: "asks",
  },
  {
    action: "look-around",
    scene: () => waiting((caseId) => getDb().$count(caseLooks, eq(caseLooks.caseId, caseId))),
    press: press("Read around it"),
    settles: "asks",
  },
  {
    action: "lift-sanction",
    scene: async () => {
      const { caseId, sanctionId } = await decided();
      return {
        person: await makeStaff("moderator"),
        path: `/admin/reports/${caseId}`,
        count: () => ended(sanctionId),
      };
    },
    fill: fill("Why it ends now"),
    press: press("Lift it"),
    typed: { label: "Why it ends now", text: TEXT },
    settles: "asks",
  },
  {
    action: "decide-appeal",
    scene: async () => {
      const { caseId, sanctionId, person } = await decided();
      await appealSanction(person, { sanctionId, words: "It is not so." });
      return {
        person: await makeStaff("moderator"),
        path: `/admin/reports/${caseId}`,
        count: () => ended(sanctionId),
      };
    },
    fill: async (page) => {
      await page.getByLabel("Accept it").check();
      await fill("Reasons")(page);
    },
    press: press("Decide the appeal"),
    typed: { label: "Reasons", text: TEXT },
    settles: "asks",
  },
  {
    action: "appeal-sanction",
    scene: async () => {
      const { sanctionId, person } = await decided();
      return {
        person,
        path: "/settings/standing",
        count: () => getDb().$count(appeals, eq(appeals.sanctionId, sanctionId)),
      };
    },
    fill: async (page) => {
      await page.locator("summary").filter({ hasText: "Appeal" }).click();
      await fill("Why this is wrong")(page);
    },
    press: press("Send the appeal"),
    typed: { label: "Why this is wrong", text: TEXT },
    settles: "asks",
  },
  {
    action: "read-sanction",
    scene: async () => {
      const { sanctionId, person } = await decided();
      return {
        person,
        path: "/settings/standing",
        count: () =>
          getDb().$count(sanctions, and(eq(sanctions.id, sanctionId), isNotNull(sanctions.readAt))),
      };
    },
    press: press("I have read this"),
    settles: "asks",
  },
];
