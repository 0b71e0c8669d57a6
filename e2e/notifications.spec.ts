import { expect, type Page } from "@playwright/test";
import type { Id } from "#lib/ids";
import { signSubscription } from "#lib/mail/sign-subscription";
import { withDatabase } from "./support/database.ts";
import { apply, postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

const bell = (page: Page, count: string) =>
  page.getByRole("link", { name: `Notifications ${count}`.trim(), exact: true });

test("the bell rings in every tab, and is quiet everywhere once the proposals were looked at", async ({
  browser,
}) => {
  const client = await newClient(browser, "Lamp & Buoy");
  const freelancer = await newFreelancer(browser, "Ivo Beacon", "Excel");
  const title = `Relight the beacons ${Date.now()}`;
  const job = { title, budget: "400", skills: "Excel", releaseRule: "On approval" } as const;
  await postJob(client, job);
  const second = await client.context.newPage();
  await second.goto("/notifications");
  await expect(second.getByText("Nothing yet")).toBeVisible();
  await client.page.goto("/home");

  await apply(freelancer, title, "300");
  await expect(bell(client.page, "1 unread notification")).toBeVisible();
  await expect(bell(second, "1 unread notification")).toBeVisible();
  const told = second.getByRole("link", { name: /Ivo Beacon sent a proposal for €300.00/ });
  await expect(told).toBeVisible();
  await expectSoundInBothThemes(second, "the notifications");

  await told.click();
  await expect(second).toHaveURL(/\/jobs\/job_\w+\/proposals/);
  await expect(bell(second, "")).toBeVisible();
  await expect(bell(client.page, "")).toBeVisible();
});

/** The same secret as the server's, which this process finds in the same folder. */
process.env.DATA_DIR = "test-results/data";

test("mail stops by its page and by one press in a mail program, and the settings say so, in both roles", async ({
  browser,
  request,
}) => {
  const people = [
    await newClient(browser, "Quiet Harbour"),
    await newFreelancer(browser, "Ida Still", "Excel"),
  ];
  for (const { page, email } of people) {
    const userId = await idOf(email);
    const stranger = await browser.newPage();
    await stranger.goto(`/unsubscribe/${signSubscription({ userId, group: "reminders" })}`);
    await stranger.getByRole("button", { name: "Stop it" }).click();
    await expect(stranger.getByText("No more mail about this: deadlines")).toBeVisible();

    const link = `/api/unsubscribe/${signSubscription({ userId, group: "messages" })}`;
    const looked = await request.get(link);
    expect(looked.url(), "a program that follows links is only asked").toContain(
      "/unsubscribe/usr_",
    );
    const pressed = await request.post(link, { form: { "List-Unsubscribe": "One-Click" } });
    expect(pressed.status()).toBe(204);

    await page.goto("/settings");
    const mail = page.getByRole("group", { name: "By e-mail" });
    const [work, messages, reminders] = ["Jobs, proposals", "Messages and", "Deadlines and"].map(
      (name) => mail.getByRole("checkbox", { name }),
    );
    if (!work || !messages || !reminders) throw new Error("There are three");
    await expect(work).toBeChecked();
    await expect(messages).not.toBeChecked();
    await expect(reminders).not.toBeChecked();
    await messages.check();
    await work.uncheck();
    await page.getByRole("combobox", { name: "How e-mail comes" }).selectOption("daily");
    await page.getByRole("button", { name: "Save what you are told" }).click();
    await expect(page.getByText("Your choice is saved.")).toBeVisible();
    await page.reload();
    await expect(messages).toBeChecked();
    await expect(work).not.toBeChecked();
    await expect(page.getByRole("combobox", { name: "How e-mail comes" })).toHaveValue("daily");
  }
});

async function idOf(email: string): Promise<Id<"usr">> {
  const found: Id<"usr">[] = [];
  await withDatabase(async (sql) => {
    const rows = await sql<{ id: Id<"usr"> }[]>`select id from users where email = ${email}`;
    found.push(...rows.map(({ id }) => id));
  });
  const [userId] = found;
  if (!userId) throw new Error(`Nobody has ${email}`);
  return userId;
}
