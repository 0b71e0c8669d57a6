import { expect, type Locator, type Page } from "@playwright/test";
import { field } from "./support/form.ts";
import { addFunds } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { test } from "./support/test.ts";

/* The whole journey without a mouse: everything is reached by Tab, and pressed by Enter or space. */

/** More than any page of the journey has between two things that a person wants. */
const STEPS_MAX = 120;

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${wanted} is not reached by Tab`);
}

async function press(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press("Enter");
}

async function write(page: Page, label: string | RegExp, text: string): Promise<void> {
  await tabTo(page, field(page, label));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const summary = (page: Page, text: string) =>
  page.locator("summary").filter({ hasText: text, visible: true });

test("a job is posted, found, applied for, hired, delivered, paid and reviewed by keyboard alone", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const mark = `keys${Date.now()}`;
  const title = `Sort the charts of the archive ${mark}`;
  const { page: client } = await newClient(browser, `Archive ${mark}`);
  const { page: freelancer } = await newFreelancer(browser, `Liv ${mark}`, "SQL");
  await addFunds(client, "500");

  await client.goto("/jobs/new");
  await write(client, "Title", title);
  await tabTo(client, field(client, "Category"));
  await client.keyboard.type("Data and");
  await write(client, "Skills", "SQL");
  await write(client, "Description", "Four hundred charts become one list that can be searched.");
  await write(client, "Timeline in days", "10");
  await write(client, "Budget", "300");
  await tabTo(client, client.getByRole("radio", { name: "On submission" }));
  await client.keyboard.press("ArrowDown");
  await expect(client.getByRole("radio", { name: "On approval" })).toBeChecked();
  await press(client, button(client, "Post this job"));
  await expect(client.getByRole("heading", { level: 1, name: title })).toBeVisible();

  await freelancer.goto("/jobs");
  await tabTo(freelancer, freelancer.getByRole("searchbox"));
  await freelancer.keyboard.type(mark);
  await freelancer.keyboard.press("Enter");
  await press(freelancer, freelancer.getByRole("link", { name: title }).first());
  await press(freelancer, freelancer.getByRole("link", { name: "Apply to this job" }));
  await write(
    freelancer,
    /^What you write to/,
    "I would begin with the oldest chart and end with the newest.",
  );
  await write(freelancer, "Your price", "280");
  await write(freelancer, "Your timeline in days", "9");
  await press(freelancer, button(freelancer, /^Send/));
  await expect(freelancer).toHaveURL(/\/proposals\/prp_/);

  await client.goto("/my-jobs");
  const job = client.getByRole("listitem").filter({ hasText: title });
  await press(client, job.getByRole("link", { name: /proposal/i }).first());
  await press(client, summary(client, "Hire Liv"));
  await press(client, button(client, "Hire Liv and hold €280.00"));
  await press(client, client.getByRole("link", { name: /contract/i }).first());
  await expect(client).toHaveURL(/\/contracts\/ctr_/);
  const { pathname: contract } = new URL(client.url());

  await freelancer.goto(contract);
  await write(freelancer, "Note", "The list, with all four hundred.");
  await press(freelancer, button(freelancer, /Submit work for review/));
  await expect(freelancer.getByText("The list, with all four hundred.").first()).toBeVisible();

  await client.goto(contract);
  await press(client, summary(client, "Approve and release €280.00"));
  await press(client, button(client, /^Release €280.00 to/));
  await expect(client.getByText("€280.00 paid").first()).toBeVisible();
  await tabTo(client, client.getByRole("radio", { name: /Poor/ }));
  // From the first star back to the last.
  await client.keyboard.press("ArrowLeft");
  await expect(client.getByRole("radio", { name: /Excellent/ })).toBeChecked();
  await write(client, "Review", "One list, and every chart is in it.");
  await press(client, button(client, "Publish the review"));
  await expect(client.getByRole("heading", { name: "Your review" })).toBeVisible();
});
