import { expect, type Page } from "@playwright/test";
import { addFunds, postJob } from "./support/marketplace.ts";
import { newClient } from "./support/person.ts";
import { expectStill, watchShifts } from "./support/sound.ts";
import { test } from "./support/test.ts";

/* A slow network draws a page piece by piece: its outline first, its letters and contents later. */

/** 1.6 Mbit/s and 150 ms, to somebody who was never here before. */
async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 100_000,
  });
}

test("nothing that is on a slow phone's screen moves when the rest of its page arrives", {
  tag: "@long",
}, async ({ page: stranger, browser }) => {
  test.setTimeout(120_000);
  const poster = await newClient(browser, `Slow ${Date.now()}`);
  const { page: client } = poster;
  await addFunds(client, "500");
  // Posted a moment ago, in letters of alphabets that are not loaded with every page.
  const title = "Přeložit žluťoučký ceník do tiếng Việt, řádek po řádku, và kiểm tra lại";
  await postJob(poster, { title, budget: "300", skills: "SQL", releaseRule: "On approval" });
  for (const page of [stranger, client]) {
    await page.setViewportSize({ width: 390, height: 844 });
    await watchShifts(page);
    await slowDown(page);
  }
  for (const [page, path, content] of [
    [stranger, "/", "How the money moves"],
    [stranger, "/jobs", "Jobs"],
    [client, "/wallet", "Transactions"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: content, exact: true })).toBeAttached();
    await page.evaluate(() => document.fonts.ready);
    await expectStill(page, path);
  }
});
