import type { Page } from "@playwright/test";
import { and, eq, gt, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { UNDELIVERABLE } from "#db/queue-names";
import {
  paymentDifferences,
  reconciliations,
  searchSynonyms,
  settingVersions,
  users,
} from "#db/schema";
import { makeDifference } from "#db/testing/differences";
import { makeAdmin, makeStaff } from "#db/testing/factories";
import { samplePicture } from "#db/testing/sample-files";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { checkPaymentTask } from "#lib/payments/schema";
import { getSettings } from "#lib/settings/queries";
import type { Write } from "./scene.ts";

/** Other tasks may wait for the operator too: `subject` says which one. */
const pressOf = (words: string) => (page: Page, subject: string) =>
  page
    .getByRole("button", { name: words })
    .and(page.getByRole("button", { name: subject }))
    .click();

const REASON = "The operator’s own money.";
const formOf = (page: Page, subject: string) =>
  page.getByRole("form", { name: `Explain ${subject}` });

/** What the operator does about differences and failed tasks. */
export const admin: readonly Write[] = [
  {
    action: "retry-task",
    scene: async () => {
      const { key, paymentId } = await giveUpTask();
      return {
        person: await makeAdmin(),
        path: "/admin/tasks",
        subject: paymentId,
        count: () => tasksWhere(sql`name = ${checkPaymentTask.lane} and singleton_key = ${key}`),
      };
    },
    press: pressOf("Try again"),
    settles: "asks",
  },
  {
    action: "dismiss-task",
    scene: async () => {
      const { key, paymentId } = await giveUpTask();
      return {
        person: await makeAdmin(),
        path: "/admin/tasks",
        subject: paymentId,
        count: async () => 1 - (await tasksWhere(sql`singleton_key = ${key}`)),
      };
    },
    press: pressOf("Mark as dealt with"),
    settles: "asks",
  },
  {
    action: "reconcile",
    isShared: true,
    scene: async () => {
      const unfinished = isNull(reconciliations.finishedAt);
      await getDb().delete(reconciliations).where(unfinished);
      return {
        person: await makeAdmin(),
        path: "/admin/payments",
        count: () => getDb().$count(reconciliations, unfinished),
      };
    },
    press: (page) => page.getByRole("button", { name: "Reconcile now" }).click(),
    settles: "asks",
  },
  {
    action: "explain-difference",
    scene: async () => {
      const { differenceId } = await makeDifference();
      const isThis = eq(paymentDifferences.id, differenceId);
      const [made] = await getDb().select().from(paymentDifferences).where(isThis);
      return {
        person: await makeAdmin(),
        path: "/admin/payments",
        subject: made?.reference ?? "",
        count: () =>
          getDb().$count(paymentDifferences, and(isThis, isNotNull(paymentDifferences.note))),
      };
    },
    fill: async (page, subject) => {
      await page.locator("summary").filter({ hasText: subject }).click();
      await formOf(page, subject).getByLabel("Why it is right as it is").fill(REASON);
    },
    press: (page, subject) =>
      formOf(page, subject).getByRole("button", { name: "Mark as explained" }).click(),
    typed: { label: "Why it is right as it is", text: REASON },
    settles: "asks",
  },
  {
    action: "appoint-staff",
    scene: async () => {
      const subject = `${newId("usr")}@example.com`;
      return {
        person: await makeAdmin(),
        path: "/admin/staff",
        subject,
        count: () => getDb().$count(users, eq(users.email, subject)),
      };
    },
    fill: async (page, subject) => {
      const form = page.getByRole("form", { name: "Appoint somebody" });
      await form.getByLabel("Name").fill("Bo Lind");
      await form.getByLabel("E-mail").fill(subject);
      await form.getByLabel("Role").selectOption("moderator");
    },
    press: (page) => page.getByRole("button", { name: "Appoint" }).click(),
    typed: { label: "Name", text: "Bo Lind" },
    settles: "asks",
  },
  {
    action: "change-staff-role",
    scene: () => colleague((userId) => and(eq(users.id, userId), eq(users.role, "accountant"))),
    fill: async (page, subject) => {
      await page.getByRole("listitem").filter({ hasText: subject }).locator("summary").click();
      await colleagueForm(page, "Change the role of", subject)
        .getByLabel("Role")
        .selectOption("accountant");
    },
    press: (page, subject) =>
      colleagueForm(page, "Change the role of", subject)
        .getByRole("button", { name: "Change the role" })
        .click(),
    settles: "asks",
  },
  {
    action: "dismiss-staff",
    scene: () => colleague((userId) => and(eq(users.id, userId), isNotNull(users.leftAt))),
    fill: (page, subject) =>
      page.getByRole("listitem").filter({ hasText: subject }).locator("summary").click(),
    press: (page, subject) =>
      colleagueForm(page, "Take the role of", subject)
        .getByRole("button", { name: "Take the role away" })
        .click(),
    settles: "asks",
  },
  {
    action: "change-setting",
    isShared: true,
    scene: async () => {
      const subject = newId("job").slice(-20);
      return {
        person: await makeAdmin(),
        path: "/admin/settings",
        subject,
        count: () =>
          getDb().$count(settingVersions, sql`${settingVersions.value}->>'name' = ${subject}`),
      };
    },
    fill: (page, subject) => page.getByLabel("Name", { exact: true }).fill(subject),
    press: (page) => page.getByRole("button", { name: "Save name and colour" }).click(),
    settles: "asks",
  },
  {
    action: "change-wordmark",
    isShared: true,
    scene: async () => {
      const admin = await makeAdmin();
      const before = (await getSettings(admin)).wordmark.version;
      return {
        person: admin,
        path: "/admin/settings",
        subject: String(before),
        count: () =>
          getDb().$count(
            settingVersions,
            and(eq(settingVersions.section, "wordmark"), gt(settingVersions.version, before)),
          ),
      };
    },
    fill: async (page, before) => {
      const width = 20 + Number(before);
      const buffer = await samplePicture("png", { width, height: 20 });
      const file = { name: "mark.png", mimeType: "image/png", buffer };
      await page.getByLabel(/^Picture/).setInputFiles(file);
    },
    press: (page) => page.getByRole("button", { name: "Save the wordmark" }).click(),
    settles: "asks",
  },
  {
    action: "edit-synonyms",
    isShared: true,
    scene: async () => {
      const subject = newId("job").replace("_", "");
      return {
        person: await makeAdmin(),
        path: "/admin/words",
        subject,
        count: () => getDb().$count(searchSynonyms, eq(searchSynonyms.word, subject)),
      };
    },
    fill: async (page, subject) => {
      const field = page.getByLabel("Words with the same meaning");
      await field.fill(`${await field.inputValue()}\n${subject} = word`);
    },
    press: (page) => page.getByRole("button", { name: "Save these words" }).click(),
    settles: "asks",
  },
];

/** Another who keeps the house, and what is to be counted of them. */
async function colleague(isDone: (userId: Id<"usr">) => SQL | undefined) {
  const { userId } = await makeStaff("moderator");
  const subject = `Colleague ${userId}`;
  await getDb().update(users).set({ name: subject }).where(eq(users.id, userId));
  const count = () => getDb().$count(users, isDone(userId));
  return { person: await makeAdmin(), path: "/admin/staff", subject, count };
}

function colleagueForm(page: Page, what: string, subject: string) {
  return page.getByRole("form", { name: new RegExp(`^${what} ${subject}`) });
}

/** A task that was given up. No worker runs that would take it up again. */
async function giveUpTask() {
  const { name, lane } = checkPaymentTask;
  const paymentId = newId("pay");
  const key = `${name} ${paymentId}`;
  const data = JSON.stringify({ task: name, input: { paymentId } });
  const output = JSON.stringify({ message: "The bank did not answer" });
  await getDb().execute(sql`
    insert into pgboss.job (name, source_name, singleton_key, data, output)
    values (${UNDELIVERABLE.name}, ${lane}, ${key}, ${data}::jsonb, ${output}::jsonb)`);
  return { key, paymentId };
}

async function tasksWhere(condition: SQL): Promise<number> {
  const [row] = await getDb().execute<{ n: number }>(
    sql`select count(*)::int as n from pgboss.job where ${condition}`,
  );
  return row?.n ?? 0;
}
