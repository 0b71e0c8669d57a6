import { type Browser, expect, type Page } from "@playwright/test";
import { field } from "./support/form.ts";
import { postJob } from "./support/marketplace.ts";
import { newClient, PASSWORD } from "./support/person.ts";
import { test } from "./support/test.ts";

/* A person who is led away in the middle of something comes back to it: registering on the way. */

async function openJob(browser: Browser, title: string): Promise<string> {
  const client = await newClient(browser, "Wegweiser GmbH");
  const path = await postJob(client, { title, releaseRule: "On approval" });
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
