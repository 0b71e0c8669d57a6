import { expect } from "@playwright/test";
import { field } from "./support/form.ts";
import { apply, postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { test } from "./support/test.ts";

test("a page with a text in it waits with what is new, and no longer once the text or the page is left", async ({
  browser,
}) => {
  const mark = `news${Date.now()}`;
  const title = `Sort our price lists ${mark}`;
  const client = await newClient(browser, `Teapot ${mark}`);
  const { page } = client;
  const freelancer = await newFreelancer(browser, `Ada ${mark}`, "SQL");
  const job = { title, budget: "450", skills: "SQL", releaseRule: "On approval" } as const;
  await page.goto(`${await postJob(client, job)}/edit`);
  await field(page, "Title").fill(`${title}, all of them`);

  await freelancer.page.goto(await apply(freelancer, title, "400"));
  const notice = page.getByText("Something here has changed since you began writing.");
  await expect(notice).toBeVisible();
  await expect(field(page, "Title")).toHaveValue(`${title}, all of them`);
  // The proposal was a text too: its page must not say so once it is sent.
  await expect(freelancer.page.getByText("Something here has changed")).toHaveCount(0);

  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Wallet" })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Wallet" })).toBeVisible();
  await expect(notice).toHaveCount(0);
});
