import { expect, type Page } from "@playwright/test";
import { field, postForm } from "./form.ts";
import type { Person } from "./person.ts";

/** The steps of the journey, each as a person takes it and each ending when the person sees that it is done. */

export type ReleaseRule = "On submission" | "On approval";

/** Adds funds with the sandbox's card that works and waits, with the page open, until they have settled. */
export async function addFunds(page: Page, amount: string): Promise<void> {
  await page.goto("/wallet/add-funds");
  // "1,000" can be read in two ways, so the field refuses it.
  await field(page, "Amount").fill(amount.replace(",", ""));
  await page.getByRole("radio", { name: /4242/ }).check();
  await page.getByRole("button", { name: /^Add €/ }).click();
  await expect(page.getByRole("link", { name: `€${amount}.00 available` })).toBeVisible({
    timeout: 30_000,
  });
}

export async function postJob(
  page: Page,
  job: { title: string; budget: string; skills: string; releaseRule: ReleaseRule },
): Promise<void> {
  await page.goto("/jobs/new");
  await field(page, "Title").fill(job.title);
  await field(page, "Category").selectOption({ label: "Data and analysis" });
  await field(page, "Skills").fill(job.skills);
  await field(page, "Description").fill(
    "Twelve spreadsheets become one table that our shop can read. You get all of them and one person to ask.",
  );
  await field(page, "Timeline in days").fill("10");
  await field(page, "Budget").fill(job.budget);
  await page.getByRole("radio", { name: job.releaseRule }).check();
  await page.getByRole("button", { name: "Post this job" }).click();
  await expect(page.getByRole("heading", { level: 1, name: job.title })).toBeVisible();
}

/** Finds the job on the board by words of its title, opens it beside the list and goes to apply. */
export async function findAndApply(
  page: Page,
  job: { title: string; search: string; price: string },
): Promise<void> {
  await page.goto("/jobs");
  await page.getByRole("searchbox").fill(job.search);
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("link", { name: job.title }).first().click();
  await expect(page).toHaveURL(/job=job_/);
  await page.getByRole("link", { name: "Apply to this job" }).click();
  await field(page, /^What you write to/).fill(
    `I have done exactly this twice. ${job.title}: I would begin with the worst file.`,
  );
  await field(page, "Your price").fill(job.price);
  await field(page, "Your timeline in days").fill("9");
  await page.getByRole("button", { name: /^Send/ }).click();
  await expect(page).toHaveURL(/\/proposals\/prp_/);
}

/** What a test begins with that is about hiring: a job, and the proposals of these people. Returns the job's path. */
export async function offerWork(
  client: Person,
  job: { title: string; releaseRule: ReleaseRule },
  offers: readonly { readonly from: Person; readonly price: string }[],
): Promise<string> {
  const path = await postForm(client.context, "/jobs/new", {
    title: job.title,
    category: "data",
    skills: "SQL",
    description: "Twelve spreadsheets become one table that our shop can read, week by week.",
    budgetCents: "300",
    timelineDays: "10",
    releaseRule: job.releaseRule === "On submission" ? "on_submission" : "on_approval",
    reviewWindowDays: "7",
  });
  for (const { from, price } of offers) {
    await postForm(from.context, `${path}/apply`, {
      coverLetter: "I have done exactly this twice. I would begin with the worst file.",
      priceCents: price,
      timelineDays: "9",
    });
  }
  return path;
}

/** Opens the proposals of the client's job from My Jobs. */
export async function openProposals(page: Page, title: string): Promise<void> {
  await page.goto("/my-jobs");
  const job = page.getByRole("listitem").filter({ hasText: title });
  await job
    .getByRole("link", { name: /proposal/i })
    .first()
    .click();
  await expect(page).toHaveURL(/\/jobs\/job_\w+\/proposals/);
}

/** Hires in place: one button shows what will happen, and another, which names the amount, does it. */
export async function hire(page: Page, name: string, amount: string): Promise<void> {
  const first = name.split(" ")[0] ?? name;
  await disclose(page, `Hire ${first}`);
  await page.getByRole("button", { name: `Hire ${first} and hold ${amount}` }).click();
  await page
    .getByRole("link", { name: /contract/i })
    .first()
    .click();
  await page.waitForURL(/\/contracts\/ctr_/);
}

/** Opens the question that a two-step button asks before it acts. */
export async function disclose(page: Page, label: string): Promise<void> {
  await page.locator("summary").filter({ hasText: label, visible: true }).click();
}

export async function submitWork(page: Page, note: string, button: RegExp): Promise<void> {
  await field(page, "Note").fill(note);
  await page.getByRole("button", { name: button }).click();
  await expect(page.getByText(note).first()).toBeVisible();
}

export async function leaveReview(page: Page, word: string, text: string): Promise<void> {
  await page.getByRole("radio", { name: new RegExp(word) }).check();
  await field(page, "Review").fill(text);
  await page.getByRole("button", { name: "Publish the review" }).click();
  await expect(page.getByRole("heading", { name: "Your review" })).toBeVisible();
}
