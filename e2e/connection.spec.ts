import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { offerWork } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { test } from "./support/test.ts";

/* A connection that comes and goes, several tabs, and what remains after a person leaves. */

const SENDING = /\/api\/conversations\/cnv_\w+\/messages$/;
const STREAM = "/api/inbox/stream";

/** A client with a job and a freelancer who has applied to it, both in their conversation. */
async function meet(browser: Browser, mark: string) {
  const title = `Sound the harbour at low water ${mark}`;
  const client = await newClient(browser, `Harbour ${mark}`);
  const freelancer = await newFreelancer(browser, `Olav ${mark}`, "SQL");
  const job = await offerWork(client, { title, releaseRule: "On approval" }, [
    { from: freelancer, price: "280" },
  ]);
  await client.page.goto(`${job}/proposals`);
  await client.page.getByRole("button", { name: "Message Olav" }).click();
  await expect(client.page).toHaveURL(/\/inbox\/cnv_/);
  const path = new URL(client.page.url()).pathname;
  for (const { page } of [client, freelancer]) {
    await page.goto(path);
    await expect(writing(page)).toBeEditable();
  }
  return { client, freelancer, path };
}

const stored = (page: Page) => page.getByRole("log").locator("[data-seq]");
const waiting = (page: Page) => page.getByRole("log").getByText(/^waiting /);
const writing = (page: Page) => page.getByRole("textbox", { name: /^Write to/ });

async function send(page: Page, text: string): Promise<void> {
  await writing(page).fill(text);
  await writing(page).press("Enter");
  await expect(writing(page)).toHaveValue("");
}

async function expectStored(page: Page, texts: readonly string[]): Promise<void> {
  await expect(stored(page)).toHaveCount(texts.length);
  await expect(stored(page)).toContainText([...texts]);
}

/** From now on nothing can be sent; everything else can be read. */
function cutSending(context: BrowserContext): Promise<unknown> {
  return context.route(SENDING, (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
}

/** What this browser keeps of the people who used it. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("workhub:")));
}

function countStreams(context: BrowserContext): () => number {
  let count = 0;
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === STREAM) count += 1;
  });
  return () => count;
}

test("what is written while the connection is down arrives once and in order, despite cuts and a reload", async ({
  browser,
}) => {
  const { client, freelancer } = await meet(browser, `sonar${Date.now()}`);
  const texts = ["The pilot waits.", "So does the tide.", "We begin at six."];

  await test.step("written without a connection: it waits, and says so", async () => {
    await client.context.setOffline(true);
    for (const text of texts) await send(client.page, text);
    await expect(waiting(client.page)).toHaveCount(3);
    await expect(client.page.getByText(/^No connection\./)).toBeVisible();
  });

  await test.step("it survives a reload, while the server still cannot be written to", async () => {
    await cutSending(client.context);
    await client.context.setOffline(false);
    await client.page.reload();
    await expect(waiting(client.page)).toHaveCount(3);
    for (const [index, text] of texts.entries()) {
      await expect(waiting(client.page).nth(index).locator("..")).toContainText(text);
    }
    await expect(stored(freelancer.page)).toHaveCount(0);
  });

  await test.step("the connection is back, and cut once more after the server has stored the first", async () => {
    let cuts = 0;
    await client.context.unroute(SENDING);
    await client.context.route(SENDING, async (route) => {
      if (route.request().method() !== "POST" || cuts > 0) return route.continue();
      cuts += 1;
      await route.fetch();
      return route.abort();
    });
    await expectStored(freelancer.page, texts);
    await expectStored(client.page, texts);
    expect(cuts).toBe(1);
    await expect(waiting(client.page)).toHaveCount(0);
    expect((await kept(client.page)).filter((key) => key.includes("sealed"))).toEqual([]);
  });

  await test.step("the other side was away too, and catches up with everything", async () => {
    await freelancer.context.setOffline(true);
    await send(client.page, "Are you there?");
    await expectStored(client.page, [...texts, "Are you there?"]);
    await freelancer.context.setOffline(false);
    await expectStored(freelancer.page, [...texts, "Are you there?"]);
  });
});

test("one tab holds the stream for all, and another one takes over", async ({ browser }) => {
  const { client, freelancer, path } = await meet(browser, `buoy${Date.now()}`);
  const streams = countStreams(client.context);
  await client.page.reload();
  await expect.poll(streams).toBe(1);
  const second = await client.context.newPage();
  await second.goto(path);
  await expect(writing(second)).toBeEditable();
  await send(freelancer.page, "Red to port.");
  await expectStored(second, ["Red to port."]);
  await expectStored(client.page, ["Red to port."]);
  expect(streams()).toBe(1);

  await client.page.close();
  await expect.poll(streams).toBe(2);
  await send(freelancer.page, "Green to starboard.");
  await expectStored(second, ["Red to port.", "Green to starboard."]);
});

test("signing out leaves nothing on the device, in any tab, and nothing to go back to", async ({
  browser,
}) => {
  const { client, freelancer, path } = await meet(browser, `wreck${Date.now()}`);
  const { page, context } = client;
  await send(page, "Stored, and secret.");
  await expectStored(page, ["Stored, and secret."]);
  await cutSending(context);
  await send(page, "Never sent.");
  await expect(waiting(page)).toHaveCount(1);
  await writing(page).fill("Half a sentence");
  const second = await context.newPage();
  await second.goto(path);
  await expect(writing(second)).toHaveValue("Half a sentence");
  await expect(waiting(second)).toHaveCount(1);
  expect((await kept(page)).length).toBeGreaterThan(2);

  await page.getByRole("button", { name: /^Your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await expect(second).toHaveURL(/\/sign-in/);
  expect(await kept(page)).toEqual([]);
  for (const tab of [page, second]) {
    await expect(tab.locator("body")).not.toContainText("secret");
    await tab.goBack().catch(() => {});
    await expect(tab.getByText("Stored, and secret.")).toHaveCount(0);
    await expect(tab.getByText("Never sent.")).toHaveCount(0);
  }
  await context.unroute(SENDING);

  await test.step("the next person to sign in finds nothing, and sends nothing for the person before", async () => {
    const cookies = await freelancer.context.cookies();
    await context.addCookies(cookies);
    const next = await context.newPage();
    await next.goto(path);
    await expectStored(next, ["Stored, and secret."]);
    await expect(writing(next)).toHaveValue("");
    await expect.poll(() => kept(next)).toEqual(["workhub:viewer"]);
  });
});

test("a tab that was left open neither shows nor does anything as the next person", async ({
  browser,
}) => {
  const { client, freelancer } = await meet(browser, `gull${Date.now()}`);
  await cutSending(client.context);
  await send(client.page, "From the client.");
  await expect(waiting(client.page)).toHaveCount(1);
  // Another person is signed in from now on, and this tab has not been told.
  await client.context.addCookies(await freelancer.context.cookies());
  await client.context.unroute(SENDING);
  // The page reloads in between, which interrupts what is being asked of it.
  await expect(async () => {
    const readable = (await kept(client.page)).filter((key) => !key.startsWith("workhub:sealed:"));
    expect(readable).toEqual(["workhub:viewer"]);
    await expect(writing(client.page)).toHaveAccessibleName(/Harbour/, { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  // What waits for the client stays on the device, and nobody else can read it.
  const left = await client.page.evaluate(() => JSON.stringify(localStorage));
  expect(left).not.toMatch(/From the client|outbox|cnv_/);
  await expect(writing(client.page)).toHaveAccessibleName(/Harbour/);
  await expect(client.page.getByText("From the client.")).toHaveCount(0);
  await expect(stored(freelancer.page)).toHaveCount(0);
});
