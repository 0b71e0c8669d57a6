import { execFileSync } from "node:child_process";
import { type Browser, expect, type Page } from "@playwright/test";
import { aPdf, aPicture, aText, attach } from "./support/files.ts";
import { field } from "./support/form.ts";
import {
  coverLetter,
  DESCRIPTION,
  disclose,
  hire,
  type Job,
  leaveReview,
  type ReleaseRule,
  submitWork,
} from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { test } from "./support/test.ts";

/* The six steps, by two people side by side in a real browser, for both release rules. */

/** Every balance, hold and hash recomputed from outside the app. */
function expectLedgerToAddUp(): void {
  const output = execFileSync("npm", ["run", "--silent", "ledger:verify"], {
    encoding: "utf8",
    env: { ...process.env, DATA_DIR: "test-results/data", DATABASE_URL: "" },
  });
  expect(output).toContain("mismatches 0");
}

async function expectFigures(page: Page, figures: Record<string, string>): Promise<void> {
  await page.goto("/wallet");
  for (const [label, amount] of Object.entries(figures)) {
    await expect(page.locator("dl > div").filter({ hasText: label }).first()).toContainText(amount);
  }
}

/** Adds funds and waits, with the page open, until they have settled. */
async function addFunds(page: Page, amount: string): Promise<void> {
  await page.goto("/wallet/add-funds");
  // "1,000" can be read in two ways, so the field refuses it.
  await field(page, "Amount").fill(amount.replace(",", ""));
  await page.getByRole("radio", { name: /4242/ }).check();
  await page.getByRole("button", { name: /^Add €/ }).click();
  await expect(page.getByRole("link", { name: `€${amount}.00 available` })).toBeVisible({
    timeout: 30_000,
  });
}

async function postJob(page: Page, job: Job): Promise<void> {
  await page.goto("/jobs/new");
  await field(page, "Title").fill(job.title);
  await field(page, "Category").selectOption({ label: "Data and analysis" });
  await field(page, "Skills").fill(job.skills);
  await field(page, "Description").fill(DESCRIPTION);
  await field(page, "Timeline in days").fill("10");
  await field(page, "Budget").fill(job.budget);
  await page.getByRole("radio", { name: job.releaseRule }).check();
  await page.getByRole("button", { name: "Post this job" }).click();
  await expect(page.getByRole("heading", { level: 1, name: job.title })).toBeVisible();
}

/** Finds the job on the board by words of its title, opens it beside the list and goes to apply. */
async function findAndApply(
  page: Page,
  job: { title: string; search: string; price: string },
): Promise<void> {
  await page.goto("/jobs");
  await page.getByRole("searchbox").fill(job.search);
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("link", { name: job.title }).first().click();
  await expect(page).toHaveURL(/job=job_/);
  await page.getByRole("link", { name: "Apply to this job" }).click();
  await field(page, /^What you write to/).fill(coverLetter(job.title));
  await field(page, "Your price").fill(job.price);
  await field(page, "Your timeline in days").fill("9");
  await page.getByRole("button", { name: /^Send/ }).click();
  await expect(page).toHaveURL(/\/proposals\/prp_/);
}

/** Opens the proposals of the client's job from My Jobs. */
async function openProposals(page: Page, title: string): Promise<void> {
  await page.goto("/my-jobs");
  const job = page.getByRole("listitem").filter({ hasText: title });
  await job
    .getByRole("link", { name: /proposal/i })
    .first()
    .click();
  await expect(page).toHaveURL(/\/jobs\/job_\w+\/proposals/);
}

/** Steps 1 to 3: a job is posted, found, applied to, and the price is held. */
async function untilHired(browser: Browser, releaseRule: ReleaseRule) {
  const mark = `${releaseRule.replace(" ", "")}${Date.now()}`;
  const title = `Merge our twelve price lists ${mark}`;
  const client = await newClient(browser, `Teapot ${mark}`);
  const freelancer = await newFreelancer(browser, `Ada ${mark}`, "SQL, Spreadsheets");

  await addFunds(client.page, "1,000");
  await postJob(client.page, { title, budget: "450", skills: "SQL", releaseRule });
  await findAndApply(freelancer.page, { title, search: mark, price: "400.50" });
  await openProposals(client.page, title);
  await hire(client.page, freelancer.name, "€400.50");
  await expect(client.page.getByText("€400.50 held").first()).toBeVisible();

  await freelancer.page.goto(client.page.url());
  await expect(freelancer.page.getByText("€400.50 held").first()).toBeVisible();
  await expectFigures(client.page, { Available: "€599.50", Held: "€400.50" });
  await expectFigures(freelancer.page, { Available: "€0.00", Held: "€400.50" });
  return { client, freelancer, title };
}

async function openContract(page: Page, title: string): Promise<void> {
  await page.goto("/my-jobs");
  await page.getByRole("link", { name: title }).first().click();
  await page.waitForURL(/\/contracts\/ctr_/);
}

async function expectFiles(page: Page, list: string, names: readonly string[]): Promise<void> {
  const files = page.getByRole("list", { name: list }).first().getByRole("link");
  await expect(files).toHaveCount(names.length);
  for (const name of names) await expect(files.filter({ hasText: name })).toBeVisible();
}

/** Step 6, and what is left at the end. */
async function reviewAndCompare(people: Awaited<ReturnType<typeof untilHired>>): Promise<void> {
  const { client, freelancer, title } = people;
  const text = `One table, no gaps, and a page that explains it: ${title}.`;
  await leaveReview(client.page, "Excellent", text);
  await expect(client.page.getByText("Only you see it so far.")).toBeVisible();

  // Neither sees the other's before both have written; then both appear at once.
  await openContract(freelancer.page, title);
  await expect(freelancer.page.getByText(text)).toHaveCount(0);
  const received = `Clear from the first day, and paid at once: ${title}.`;
  await leaveReview(freelancer.page, "Good", received);
  await expect(freelancer.page.getByText(text)).toBeVisible();
  await client.page.reload();
  await expect(client.page.getByText(received)).toBeVisible();

  await freelancer.page.goto("/home");
  await freelancer.page.getByRole("button", { name: /account|menu/i }).click();
  await freelancer.page
    .getByRole("menuitem", { name: /public profile|profile/i })
    .first()
    .click();
  await expect(freelancer.page.getByText(text)).toBeVisible();
  await expect(freelancer.page.getByText(title).first()).toBeVisible();

  await expectFigures(client.page, { Available: "€599.50", Held: "€0.00" });
  await expectFigures(freelancer.page, { Available: "€400.50", Held: "€0.00" });
  expectLedgerToAddUp();
}

test("paid on submission: from posting to a review, with the amounts right in both wallets", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const people = await untilHired(browser, "On submission");
  const { client, freelancer, title } = people;

  await openContract(freelancer.page, title);
  await attach(freelancer.page, [
    aText("prices.csv", "list,price\n1,12"),
    aPdf("report.pdf", "12"),
  ]);
  await submitWork(
    freelancer.page,
    "All twelve are in one table. See https://example.com/table",
    /receive €400.50/,
  );
  await expect(freelancer.page.getByText("€400.50 paid").first()).toBeVisible();
  await expectFigures(freelancer.page, { Available: "€400.50", Held: "€0.00" });

  await openContract(client.page, title);
  await expectFiles(client.page, "Files of version 1", ["prices.csv", "report.pdf"]);
  await disclose(client.page, "Mark the job complete");
  await client.page.getByRole("button", { name: "Complete the job" }).click();
  await reviewAndCompare(people);
});

test("paid on approval: changes are requested, made, approved and reviewed, with the amounts right in both wallets", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const people = await untilHired(browser, "On approval");
  const { client, freelancer, title } = people;

  await openContract(freelancer.page, title);
  await attach(freelancer.page, [
    aText("prices.csv", "list,price\n1,12"),
    await aPicture("graph.png"),
  ]);
  await submitWork(freelancer.page, "Eleven of the twelve are in.", /Submit work for review/);
  await expectFigures(freelancer.page, { Available: "€0.00", Held: "€400.50" });

  await openContract(client.page, title);
  await expect(client.page.getByText(/If nobody acts, €400.50 goes to/)).toBeVisible();
  await expectFiles(client.page, "Files of version 1", ["prices.csv", "graph.png"]);
  await disclose(client.page, "Request changes");
  await field(client.page, "What should be different?").fill("The twelfth list is missing.");
  await client.page.getByRole("button", { name: "Send version 1 back" }).click();
  await expect(client.page.getByText("The twelfth list is missing.").first()).toBeVisible();

  await openContract(freelancer.page, title);
  await expect(freelancer.page.getByRole("heading", { name: "What to change" })).toBeVisible();
  await attach(freelancer.page, [aText("prices.csv", "list,price\n1,12\n12,4")]);
  await submitWork(freelancer.page, "Now all twelve are in.", /Submit work for review/);

  await openContract(client.page, title);
  await expectFiles(client.page, "Files of version 2", ["prices.csv"]);
  await disclose(client.page, "Approve and release €400.50");
  await client.page.getByRole("button", { name: /^Release €400.50 to/ }).click();
  await expect(client.page.getByText("€400.50 paid").first()).toBeVisible();
  await reviewAndCompare(people);
});
