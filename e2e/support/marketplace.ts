import { expect, type Page } from "@playwright/test";

<<<<<<< HEAD

import { field, postForm } from "./form.ts";
import type { Person } from "./person.ts";

=======

import { readRow } from "./database.ts";
import { field, postForm } from "./form.ts";

>>>>>>> 9214657 (Let browser tests post, apply and pay in as browsers without scripts do, where that is not what they are about)

/*
 * What most tests are not about (a job is posted, found, applied to; funds are added) goes as browsers without scripts
 * send it, which takes a tenth of the time: e2e/journey.spec.ts does it by hand. Each step ends when it is done.
 */

export type ReleaseRule = "On submission" | "On approval";

<<<<<<< HEAD
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
=======
export type Job = {
  readonly title: string;
  readonly budget: string;
  readonly skills: string;
  readonly releaseRule: ReleaseRule;
};

export const DESCRIPTION =
  "Twelve spreadsheets become one table that our shop can read. You get all of them and one person to ask.";

export function coverLetter(title: string): string {
  return `I have done exactly this twice. ${title}: I would begin with the worst file.`;
>>>>>>> 9214657 (Let browser tests post, apply and pay in as browsers without scripts do, where that is not what they are about)
}

/** Adds funds with the sandbox's card that ends like this, and waits until they have settled. */
export async function addFunds(page: Page, amount: string, card = "4242"): Promise<void> {
  const place = await postForm(page.context(), "/wallet/add-funds", {
    // "1,000" can be read in two ways, so the form refuses it.
    amountCents: amount.replace(",", ""),
    card: `card_${card}`,
  });
  const paymentId = place.searchParams.get("payment") ?? "";
  await expect
    .poll(() => readRow((sql) => sql`select status from payments where id = ${paymentId}`), {
      timeout: 30_000,
    })
    .toEqual({ status: "settled" });
}

/** Posts a job and opens its page. */
export async function postJob(page: Page, job: Job): Promise<void> {
  const place = await postForm(page.context(), "/jobs/new", {
    title: job.title,
    category: "data",
    skills: job.skills,
    description: DESCRIPTION,
    timelineDays: "10",
    deadlineAt: "",
    budgetCents: job.budget,
    releaseRule: job.releaseRule === "On approval" ? "on_approval" : "on_submission",
    reviewWindowDays: "7",
  });
  await page.goto(place.pathname);
  await expect(page.getByRole("heading", { level: 1, name: job.title })).toBeVisible();
}

/** Applies to the job with this title, and opens the proposal's page. */
export async function apply(page: Page, title: string, price: string): Promise<void> {
  const { pathname } = await postForm(page.context(), `/jobs/${await findJob(title)}/apply`, {
    coverLetter: coverLetter(title),
    priceCents: price,
    timelineDays: "9",
  });
  await page.goto(pathname);
  await expect(page).toHaveURL(/\/proposals\/prp_/);
}

<<<<<<< HEAD
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
=======
/** Opens the proposals of the client's job with this title. */
>>>>>>> 9214657 (Let browser tests post, apply and pay in as browsers without scripts do, where that is not what they are about)
export async function openProposals(page: Page, title: string): Promise<void> {
  await page.goto(`/jobs/${await findJob(title)}/proposals`);
}

async function findJob(title: string): Promise<string> {
  const row = await readRow((sql) => sql`select id from jobs where title = ${title}`);
  return String(row?.id);
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
