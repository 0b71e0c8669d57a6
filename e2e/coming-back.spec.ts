import { type Browser, expect, type Page } from "@playwright/test";
import { field } from "./support/form.ts";
import { addFunds, disclose, findAndApply, openProposals, postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer, PASSWORD } from "./support/person.ts";
import { test } from "./support/test.ts";

/* A person who is led away in the middle of something comes back to it: registering on the way, or missing money. */

async function openJob(browser: Browser, title: string): Promise<string> {
  const client = await newClient(browser, "Wegweiser GmbH");
  await postJob(client.page, { title, budget: "300", skills: "SQL", releaseRule: "On approval" });
  const path = new URL(client.page.url()).pathname;
  await client.context.close();
  return path;
}

/** From the job to its application, through everything that a stranger has to do first. */
async function applyAsStranger(page: Page, jobPath: string): Promise<void> {
  const email = `stranger-${process.pid}-${Date.now()}@example.com`;
  await page.goto(jobPath);
  await page.getByRole("link", { name: "Apply to this job" }).first().click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByRole("main").getByRole("link", { name: "Register" }).click();
  await expect(page).toHaveURL(/\/register\?next=/);
  await expect(page.getByRole("radio", { name: "Freelancer" })).toBeChecked();
  await field(page, "Your name").fill("Nora Weiss");
  await field(page, "E-mail").fill(email);
  await field(page, "Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create my account" }).click();
  await expect(page).toHaveURL(/\/sign-in\?registered&next=/);
  await field(page, "E-mail").fill(email);
  await field(page, "Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/onboarding\?next=/);
  await field(page, "Headline").fill("Turns spreadsheets into tables");
  await field(page, "Skills").fill("SQL");
  await page.getByRole("button", { name: "Publish my profile" }).click();
  await expect(page).toHaveURL(`${jobPath}/apply`);
  await expect(field(page, /^What you write to/)).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  test(`a stranger who registers on the way to an application comes back to it, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    browser,
  }) => {
    const jobPath = await openJob(browser, `One table from twelve sheets ${Date.now()}`);
    const context = await browser.newContext({ javaScriptEnabled });
    await applyAsStranger(await context.newPage(), jobPath);
  });
}

test("adding the money missing for a hire leads back to that hire, even after a declined card", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const title = `Sort our archive ${Date.now()}`;
  const client = await newClient(browser, "Archiv Nord");
  const freelancer = await newFreelancer(browser, "Pia Sand", "SQL");
  await addFunds(client.page, "100");
  await postJob(client.page, { title, budget: "300", skills: "SQL", releaseRule: "On approval" });
  await findAndApply(freelancer.page, { title, search: title, price: "280" });
  const { page } = client;
  await openProposals(page, title);
  await disclose(page, "Hire Pia");
  await page.getByRole("link", { name: "Add €180.00" }).filter({ visible: true }).click();
  await expect(field(page, "Amount")).toHaveValue("180.00");

  await page
    .getByRole("radio", { name: /declined/i })
    .first()
    .check();
  await page.getByRole("button", { name: "Add €180.00" }).click();
  const receipt = page.getByRole("main");
  await expect(receipt.getByText("The bank refused this payment")).toBeVisible({ timeout: 30_000 });
  await expect(receipt.getByText("Not added")).toBeVisible();
  for (const word of ["Gross", "Fee", "Net", "Into your wallet"]) {
    await expect(receipt.getByText(word, { exact: true })).toHaveCount(0);
  }
  await receipt.getByRole("link", { name: "Try again with €180.00" }).click();
  await expect(field(page, "Amount")).toHaveValue("180.00");

  await page.getByRole("radio", { name: /4242/ }).check();
  await page.getByRole("button", { name: "Add €180.00" }).click();
  await receipt.getByRole("link", { name: "Hire Pia now" }).click({ timeout: 30_000 });
  await expect(page).toHaveURL(/\/proposals\/prp_\w+\?hire/);
  await page.getByRole("button", { name: "Hire Pia and hold €280.00" }).click();
  await expect(page.getByText("You hired Pia")).toBeVisible();
  await page.getByRole("link", { name: "Go to the contract" }).click();
  await expect(page.getByText("€280.00 held").first()).toBeVisible();
});
