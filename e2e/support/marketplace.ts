import { type BrowserContext, expect, type Page } from "@playwright/test";
import { readRow } from "./database.ts";
import { field, postForm } from "./form.ts";
import type { Person } from "./person.ts";

/*
 * What most tests are not about (a job is posted, found, applied to; funds are added) goes as browsers without scripts
 * send it, which takes a tenth of the time: e2e/journey.spec.ts does it by hand. Each step ends when it is done.
 */

export type ReleaseRule = "On submission" | "On approval";

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
}

/** Adds funds with the sandbox's card that works, and waits until they have settled. */
export async function addFunds(page: Page, amount: string): Promise<void> {
  const receipt = await postForm(page.context(), "/wallet/add-funds", {
    // "1,000" can be read in two ways, so the form refuses it.
    amountCents: amount.replace(",", ""),
    card: "card_4242",
  });
  const readReceipt = async () => (await page.request.get(receipt)).text();
  await expect
    .poll(readReceipt, { intervals: [200], timeout: 30_000 })
    .toContain("The money is in your wallet");
}

/** Posts a job and opens its page. */
export async function postJob(page: Page, job: Job): Promise<void> {
  await page.goto(await sendJob(page.context(), job));
  await expect(page.getByRole("heading", { level: 1, name: job.title })).toBeVisible();
}

/** Applies to the job with this title, and opens the proposal's page. */
export async function apply(page: Page, title: string, price: string): Promise<void> {
  await page.goto(await sendProposal(page.context(), await findJob(title), { title, price }));
}

/** What a test begins with that is about hiring: a job, and the proposals of these people. Returns the job's path. */
export async function offerWork(
  client: Person,
  job: Pick<Job, "title" | "releaseRule">,
  offers: readonly { readonly from: Person; readonly price: string }[],
): Promise<string> {
  const path = await sendJob(client.context, { budget: "300", skills: "SQL", ...job });
  for (const { from, price } of offers) {
    await sendProposal(from.context, path, { title: job.title, price });
  }
  return path;
}

/** Opens the proposals of the client's job with this title. */
export async function openProposals(page: Page, title: string): Promise<void> {
  await page.goto(`${await findJob(title)}/proposals`);
}

/** Returns the path of the job. */
function sendJob(context: BrowserContext, job: Job): Promise<string> {
  return postForm(context, "/jobs/new", {
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
}

/** Returns the path of the proposal. */
function sendProposal(
  context: BrowserContext,
  jobPath: string,
  { title, price }: { title: string; price: string },
): Promise<string> {
  return postForm(context, `${jobPath}/apply`, {
    coverLetter: coverLetter(title),
    priceCents: price,
    timelineDays: "9",
  });
}

/** The path of the job with this title. */
async function findJob(title: string): Promise<string> {
  const row = await readRow((sql) => sql`select id from jobs where title = ${title}`);
  return `/jobs/${row?.id}`;
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
