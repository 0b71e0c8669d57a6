import { type Browser, expect, type Page } from "@playwright/test";
import { readRow } from "./support/database.ts";
import { field } from "./support/form.ts";
import { postJob, startContract, submitWork } from "./support/marketplace.ts";
import { newClient, newFreelancer, type Person, signIn } from "./support/person.ts";
import { test } from "./support/test.ts";

/* People report what is wrong, moderators decide, and everybody concerned reads what and why. */

/** The moderator at the one case about this person. */
async function openCase(browser: Browser, name: string): Promise<Page> {
  const moderator = await signIn(browser, "admin@example.com", "workhub-demo");
  await moderator.goto(`/admin/reports?person=${encodeURIComponent(name)}`);
  await moderator.getByRole("main").getByRole("link", { name }).click();
  return moderator;
}

async function reportProfile({ page }: Person, of: Person): Promise<void> {
  const row = await readRow((sql) => sql`select handle from users where email = ${of.email}`);
  await page.goto(`/freelancers/${row?.handle}`);
  await page.getByRole("link", { name: "Report this profile" }).click();
  await page.getByLabel("It says what is not true").check();
  await field(page, /^In your words/).fill("The pictures are of other people’s work.");
  await page.getByRole("button", { name: "Send the report" }).click();
  await expect(page.getByText("Your report is sent.")).toBeVisible();
}

test("who reports a profile is told what became of it, with a word why", async ({ browser }) => {
  const mark = `told${Date.now()}`;
  const freelancer = await newFreelancer(browser, `Ira ${mark}`, "Drawing");
  const client = await newClient(browser, `Harbour ${mark}`);
  await reportProfile(client, freelancer);

  const moderator = await openCase(browser, freelancer.name);
  await expect(moderator.getByText("The pictures are of other people’s work.")).toBeVisible();
  await field(moderator, "Why").fill("They are pictures of ours, with their names on them.");
  await moderator.getByRole("button", { name: "Close the case" }).click();
  await expect(moderator.getByText(/Nothing done/)).toBeVisible();

  await client.page.goto("/notifications");
  await client.page.getByRole("link", { name: /looked at what you reported/ }).click();
  await expect(client.page.getByText("with their names on them.")).toBeVisible();
});

test("a suspended freelancer finishes the work, is paid, withdraws and appeals, and begins nothing new", {
  tag: "@long",
}, async ({ browser }) => {
  test.setTimeout(180_000);
  const mark = `fair${Date.now()}`;
  const title = `Draw the lighthouse ${mark}`;
  const client = await newClient(browser, `Port ${mark}`);
  const freelancer = await newFreelancer(browser, `Noa ${mark}`, "Drawing");
  const job = { budget: "300", skills: "Drawing", releaseRule: "On submission" } as const;
  const { contract } = await startContract(client, freelancer, { title, price: "300", ...job });
  await postJob(client, { title: `${title}, again`, ...job });
  await reportProfile(client, freelancer);

  const moderator = await openCase(browser, freelancer.name);
  await moderator.getByLabel("Suspend").check();
  await field(moderator, "The rule").selectOption("own_work");
  await field(moderator, "What happened").fill("Three pictures are of somebody else’s work.");
  await field(moderator, "Last day").fill("2031-05-14");
  await moderator.getByRole("button", { name: "Decide, and tell the person" }).click();
  await expect(moderator.getByRole("heading", { name: "Decision" })).toBeVisible();

  const { page } = freelancer;
  await page.goto(contract);
  const standing = page.getByRole("complementary", { name: "Your standing" });
  await expect(standing).toContainText("suspended until 14 May 2031");
  await expect(standing).toContainText("Three pictures are of somebody else’s work.");
  await submitWork(page, "Here is the lighthouse.", /^Submit/);
  await page.goto("/wallet");
  await expect(page.getByRole("main")).toContainText("€300.00");
  const other = await readRow((sql) => sql`select id from jobs where title = ${`${title}, again`}`);
  await page.goto(`/jobs/${other?.id}/apply`);
  await field(page, /^What you write/).fill(
    "I have drawn lighthouses before, and I would begin with the light of this one.",
  );
  await field(page, "Your price").fill("300");
  await field(page, "Your timeline in days").fill("9");
  await page.getByRole("button", { name: /^Send/ }).click();
  await expect(page.getByText(/A moderator has decided that you cannot send/)).toBeVisible();

  await standing.getByRole("link", { name: "See the decision, or appeal" }).click();
  await page.locator("summary").filter({ hasText: "Appeal" }).click();
  await field(page, "Why this is wrong").fill("They are mine, from before I changed my name.");
  await page.getByRole("button", { name: "Send the appeal" }).click();
  await expect(page.getByText("Another moderator decides about your appeal.")).toBeVisible();
});
