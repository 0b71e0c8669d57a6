import { type Browser, expect, type Page } from "@playwright/test";
import { field } from "./support/form.ts";
import {
  addFunds,
  disclose,
  findAndApply,
  hire,
  openProposals,
  postJob,
} from "./support/marketplace.ts";
import { newClient, newFreelancer, PASSWORD } from "./support/person.ts";
import { test } from "./support/test.ts";

/* A person who is led away in the middle of something comes back to it: registering on the way, or paying to hire. */

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

test("a client pays what is missing while hiring: a declined card hires nobody, the next one hires by itself", async ({
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
  await page.getByRole("radio", { name: /declined/i }).check();
  await page.getByRole("button", { name: "Pay €180.00 and hire Pia" }).click();
  const receipt = page.getByRole("main");
  await expect(
    receipt.getByText("This payment was not completed, so Pia was not hired"),
  ).toBeVisible({
    timeout: 30_000,
  });
  await receipt.getByRole("link", { name: "Back to the proposal" }).click();
  await expect(page).toHaveURL(/\/proposals\/prp_\w+\?hire/);

  await page.getByRole("radio", { name: /4242/ }).check();
  await page.getByRole("button", { name: "Pay €180.00 and hire Pia" }).click();
  await expect(receipt.getByText("Paid, and Pia is hired")).toBeVisible({ timeout: 30_000 });
  await receipt.getByRole("link", { name: "Go to the contract" }).click();
  await expect(page.getByText("€280.00 held").first()).toBeVisible();
});

test("a client who hires somebody else while a payment is open is not led on to it, and what is paid after all is in the wallet", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const title = `Label our maps ${Date.now()}`;
  const client = await newClient(browser, "Karten Süd");
  const dear = await newFreelancer(browser, "Pia Sand", "SQL");
  const near = await newFreelancer(browser, "Nils Tal", "SQL");
  await addFunds(client.page, "100");
  await postJob(client.page, { title, budget: "300", skills: "SQL", releaseRule: "On approval" });
  await findAndApply(dear.page, { title, search: title, price: "280" });
  await findAndApply(near.page, { title, search: title, price: "90" });
  const { page } = client;
  await openProposals(page, title);
  await disclose(page, "Hire Pia");
  await page.getByRole("radio", { name: /3184/ }).check();
  await page.getByRole("button", { name: "Pay €180.00 and hire Pia" }).click();
  await expect(page.getByRole("heading", { name: "Your bank asks: is this you?" })).toBeVisible();
  const bankPage = page.url();
  await page.getByRole("link", { name: "Leave without answering" }).click();
  await expect(page.getByText("It will hire Pia")).toBeVisible();
  await expect(page.getByRole("link", { name: "Continue to payment" })).toBeVisible();
  const receipt = page.url();

  await openProposals(page, title);
  await hire(page, "Nils Tal", "€90.00");
  await page.goto(receipt);
  await expect(page.getByText("would no longer hire Pia")).toBeVisible();
  await expect(page.getByRole("link", { name: "Continue to payment" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Give up this payment" })).toBeVisible();

  // The bank's page was still open somewhere.
  await page.goto(bankPage);
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText(/Pia was not hired: .* The money is in your wallet/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole("link", { name: "€190.00 available" })).toBeVisible();
});
