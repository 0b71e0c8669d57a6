import { expect, type Page } from "@playwright/test";
import { readRow } from "./database.ts";
import { field, postForm, sendForm } from "./form.ts";
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

type Browsing = Pick<Person, "context">;

/** Posts a job, and returns its path. What the test is not about can be left out. */
export function postJob(
  { context }: Browsing,
  { budget = "300", skills = "SQL", ...job }: Pick<Job, "title" | "releaseRule"> & Partial<Job>,
): Promise<string> {
  return postForm(context, "/jobs/new", {
    title: job.title,
    category: "data",
    skills,
    description: DESCRIPTION,
    timelineDays: "10",
    deadlineAt: "",
    budgetCents: budget,
    releaseRule: job.releaseRule === "On approval" ? "on_approval" : "on_submission",
    reviewWindowDays: "7",
  });
}

/** Applies to the job with this title, and returns the path of the proposal. */
export async function apply(from: Browsing, title: string, price: string): Promise<string> {
  return sendProposal(await findJob(title), title, { from, price });
}

type Offer = { readonly from: Browsing; readonly price: string };

/** Returns the path of the proposal. */
function sendProposal(jobPath: string, title: string, { from, price }: Offer): Promise<string> {
  return postForm(from.context, `${jobPath}/apply`, {
    coverLetter: coverLetter(title),
    priceCents: price,
    timelineDays: "9",
  });
}

/** What a test begins with that is about hiring: a job, and the proposals of these people. Returns the job's path. */
export async function offerWork(
  client: Browsing,
  job: Pick<Job, "title" | "releaseRule">,
  offers: readonly Offer[],
): Promise<string> {
  const path = await postJob(client, job);
  for (const offer of offers) await sendProposal(path, job.title, offer);
  return path;
}

/** What a test begins with that is about work: a contract whose price is held. Returns its path, and the job's. */
export async function startContract(
  client: Person,
  freelancer: Browsing,
  { title, releaseRule, price }: Pick<Job, "title" | "releaseRule"> & { readonly price: string },
): Promise<{ contract: string; job: string }> {
  await addFunds(client.page, price);
  const job = await offerWork(client, { title, releaseRule }, [{ from: freelancer, price }]);
  await sendForm(client.context, `${job}/proposals`, { jobRevision: "1" });
  const jobId = job.split("/").at(-1) ?? "";
  const row = await readRow((sql) => sql`select id from contracts where job_id = ${jobId}`);
  expect(row, "the freelancer is hired").toBeDefined();
  return { contract: `/contracts/${row?.id}`, job };
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
