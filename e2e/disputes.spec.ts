import { type Browser, expect, type Page } from "@playwright/test";
import { verifyBundle } from "#lib/evidence/verify-bundle";
import { readRow, withDatabase } from "./support/database.ts";
import { field } from "./support/form.ts";
import { disclose, startContract } from "./support/marketplace.ts";
import { newClient, newFreelancer, type Person, signIn } from "./support/person.ts";
import { expectOneSolidButton, expectSound, expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

/* Two people cannot agree about held money: how that ends, whatever they do. */

type Room = { readonly client: Person; readonly freelancer: Person; readonly path: string };

/** €300.00 is held, and the client has opened a dispute that asks for all of it back. */
async function openDispute(browser: Browser, what: string): Promise<Room> {
  const mark = `${what}${Date.now()}`;
  const title = `Paint the pier ${mark}`;
  const client = await newClient(browser, `Pier ${mark}`);
  const freelancer = await newFreelancer(browser, `Olu ${mark}`, "Drawing");
  const { contract } = await startContract(client, freelancer, {
    title,
    price: "300",
    releaseRule: "On approval",
  });
  await client.page.goto(contract);
  await disclose(client.page, "Has something changed?");
  await client.page.getByRole("link", { name: "Open a dispute" }).click();
  await expect(client.page.getByText("has 5 days to answer").first()).toBeVisible();
  await expectSound(client.page, "the form for a dispute");
  await field(client.page, "What happened, and why?").fill("Half of the pier is still grey.");
  await client.page.getByRole("button", { name: "Open the dispute" }).click();
  await client.page.waitForURL(/\/disputes\/dsp_/);
  await expect(client.page.getByRole("heading", { level: 1 })).toHaveText("Dispute over €300.00");
  return { client, freelancer, path: new URL(client.page.url()).pathname };
}

/** The freelancer answers, and would keep €200.00. */
async function answer({ freelancer: { page }, path }: Room): Promise<void> {
  await page.goto(path);
  await field(page, "What happened, as you see it").fill("It rained for two of the three days.");
  await field(page, /How you would split it/).fill("200");
  await page.getByRole("button", { name: "Send your answer" }).click();
  await expect(page.getByText("It rained for two of the three days.").first()).toBeVisible();
}

/** What nobody does comes at once instead of in days. The worker looks once a minute. */
async function letClockRun(path: string): Promise<void> {
  const disputeId = path.split("/").at(-1) ?? "";
  await withDatabase((sql) => sql`update clocks set at = now() where subject = ${disputeId}`);
}

async function waitFor(path: string, state: string): Promise<void> {
  const disputeId = path.split("/").at(-1) ?? "";
  const read = async () =>
    (await readRow((sql) => sql`select state from disputes where id = ${disputeId}`))?.state;
  await expect.poll(read, { timeout: 150_000, intervals: [500] }).toBe(state);
}

test("an offer that is accepted with one press ends a dispute, and its evidence can be verified", async ({
  browser,
}) => {
  const room = await openDispute(browser, "offer");
  await answer(room);
  const { page } = room.client;
  await page.goto(room.path);
  await expectOneSolidButton(page, "the room of a dispute");
  await expectSoundInBothThemes(page, "the room of a dispute");
  await page.getByRole("button", { name: "Accept this offer" }).click();
  await expect(page.getByRole("heading", { name: "It is over" })).toBeVisible();
  await expect(page.getByText("€200.00").first()).toBeVisible();
  const link = page.getByRole("link", { name: "Download the bundle" });
  const bundle = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(await verifyBundle(new Blob([new Uint8Array(await bundle.body())]))).toEqual([]);
});

test("a claim that nobody answers is granted", { tag: "@long" }, async ({ browser }) => {
  test.setTimeout(240_000);
  const { client, freelancer, path } = await openDispute(browser, "silence");
  await letClockRun(path);
  await waitFor(path, "ended");
  await client.page.goto(path);
  await expect(client.page.getByText("Nobody answered the claim")).toBeVisible();
  await freelancer.page.goto("/wallet");
  await expect(freelancer.page.getByText("€0.00").first()).toBeVisible();
});

/** A mediator asks, finds, and splits. */
async function decide(page: Page, path: string, toFreelancer: string): Promise<void> {
  await page.goto(`/admin/disputes/${path.split("/").at(-1)}`);
  const send = page.getByRole("button", { name: "Decide, and split it so" });
  await expect(send).toBeVisible();
  for (const found of await page.getByRole("radio", { name: "Shown", exact: true }).all()) {
    await found.check();
  }
  for (const why of await field(page, "Why?").all()) await why.fill("The pictures show it.");
  await field(page, /How much of/).fill(toFreelancer);
  await expect(page.getByRole("row", { name: /WorkHub’s fee/ })).toBeVisible();
  await field(page, "Reasons for the split").fill("Half of it was painted.");
  await send.click();
  await expect(send).toBeHidden();
  await expect(page.getByText("Half of it was painted.").last()).toBeVisible();
}

test("a mediator asks and decides, one side appeals, and the second decision is carried out", {
  tag: "@long",
}, async ({ browser }) => {
  test.setTimeout(420_000);
  const room = await openDispute(browser, "decided");
  await answer(room);
  await letClockRun(room.path);
  await waitFor(room.path, "mediation");
  const mediator = await signIn(browser, "admin@example.com", "workhub-demo");
  await mediator.goto("/admin/disputes");
  await mediator
    .getByRole("link", { name: /Paint the pier decided/ })
    .first()
    .click();
  await disclose(mediator, "Ask a question");
  await mediator.getByRole("textbox", { name: "Question" }).fill("What was painted on Monday?");
  await mediator.getByRole("button", { name: "Ask it" }).click();
  await expect(mediator.getByText("What was painted on Monday?").first()).toBeVisible();
  await expectOneSolidButton(mediator, "a mediator's desk");
  await expectSoundInBothThemes(mediator, "a mediator's desk");
  await decide(mediator, room.path, "150");

  const { page } = room.freelancer;
  await page.goto(room.path);
  await expect(page.getByText("The pictures show it.").first()).toBeVisible();
  await disclose(page, "Appeal");
  await field(page, "What is wrong, and what is new?").fill("Here is the picture of the rain.");
  await page.getByRole("button", { name: "Appeal against the decision" }).click();
  await expect(page.getByText("Here is the picture of the rain.").first()).toBeVisible();

  await decide(mediator, room.path, "180");
  await page.goto(room.path);
  await expect(page.getByText("The decision was carried out").first()).toBeVisible();
  await page.goto("/wallet");
  await expect(page.getByText("€180.00").first()).toBeVisible();
});

test("a decision that nobody appeals against is carried out after 72 hours", {
  tag: "@long",
}, async ({ browser }) => {
  test.setTimeout(420_000);
  const room = await openDispute(browser, "stands");
  await answer(room);
  await letClockRun(room.path);
  await waitFor(room.path, "mediation");
  const mediator = await signIn(browser, "admin@example.com", "workhub-demo");
  await decide(mediator, room.path, "100");
  await letClockRun(room.path);
  await waitFor(room.path, "ended");
  await room.client.page.goto(room.path);
  await expect(room.client.page.getByText("The decision was carried out").first()).toBeVisible();
});
