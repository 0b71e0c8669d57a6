import { expect, type Locator, type Page } from "@playwright/test";
import { hold } from "./support/hold.ts";
import { test } from "./support/test.ts";

/* The list and the job beside it, also by keyboard, and while another list is loading. */

/** Searches and holds the result back until it is let through. */
async function searchSlowly(page: Page, words: string): Promise<{ letThrough: () => void }> {
  const asked = page.waitForRequest((request) => isResult(new URL(request.url())));
  const letThrough = await hold(page, isResult);
  await page.getByRole("searchbox").fill(words);
  await page.getByRole("searchbox").press("Enter");
  await asked;
  return { letThrough };
}

const isResult = (address: URL) => address.pathname === "/jobs" && address.searchParams.has("q");

/** The board once it answers, and the first of its jobs. */
async function openBoard(page: Page) {
  await page.goto("/jobs");
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused({ timeout: 500 });
  }).toPass();
  const rows = page.getByRole("list", { name: "Jobs" }).getByRole("listitem");
  const title = await titleOf(rows.first());
  return { rows, title, opened: page.getByRole("region", { name: "The opened job" }) };
}

async function titleOf(row: Locator): Promise<string> {
  return (await row.getByRole("heading").textContent()) ?? "";
}

test.use({ viewport: { width: 1440, height: 900 } });

test("a job that is opened while a search is loading stays open, and the search arrives", async ({
  page,
}) => {
  const { rows, title, opened } = await openBoard(page);
  const other = rows.nth(1);
  const otherTitle = await titleOf(other);
  const { letThrough } = await searchSlowly(page, title);
  await other.getByRole("link").click();
  await expect(opened.getByRole("heading", { level: 2 })).toHaveText(otherTitle);

  letThrough();
  await expect(page).toHaveURL((address) => isResult(address) && address.searchParams.has("job"));
  await expect(page.getByRole("link", { name: otherTitle })).toHaveCount(0);
  await expect(opened.getByRole("heading", { level: 2 })).toHaveText(otherTitle);

  await page.goBack();
  await expect(page).toHaveURL((address) => isResult(address) && !address.searchParams.has("job"));
  await expect(page.getByRole("searchbox")).toHaveValue(title);
  await page.goBack();
  await expect(page).toHaveURL("/jobs");
  await expect(other).toContainText(otherTitle);
});

test("a list that changes under the pointer leaves the pressed job in its place", async ({
  page,
}) => {
  const { rows, title, opened } = await openBoard(page);
  const { letThrough } = await searchSlowly(page, title);
  const all = await rows.count();
  await rows.first().getByRole("link").hover();
  await page.mouse.down();
  letThrough();
  await expect.poll(() => rows.count()).toBeLessThan(all);
  await page.mouse.up();
  await expect(page).toHaveURL((address) => isResult(address) && address.searchParams.has("job"));
  await expect(opened.getByRole("heading", { level: 2 })).toHaveText(title);
});

for (const slowness of [1, 6]) {
  test(`a key right after Escape continues from the row, and no late move undoes it, slowed ${slowness} times`, {
    tag: "@long",
  }, async ({ page }) => {
    test.setTimeout(120_000);
    const { rows, opened } = await openBoard(page);
    await page.getByRole("searchbox").press("Escape");
    const browser = await page.context().newCDPSession(page);
    await browser.send("Emulation.setCPUThrottlingRate", { rate: slowness });
    await rows.nth(1).getByRole("link").focus();
    for (let at = 1; at <= 12; at += 1) {
      await page.keyboard.press("Enter");
      await expect(opened.getByRole("heading", { level: 2 })).toBeFocused();
      // Without a pause between the two, like a hand on the keyboard.
      await Promise.all([page.keyboard.press("Escape"), page.keyboard.press("j")]);
      await expect(page).not.toHaveURL(/job=job_/);
      await settle(page);
      await expect(rows.nth(at + 1).getByRole("link"), `round ${at}`).toBeFocused();
    }
  });
}

/** Until any transition has finished. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestIdleCallback(() => requestAnimationFrame(() => resolve()), { timeout: 2_000 });
      }),
  );
}

test("by keyboard the first job is opened and left like every other, and the focus follows", async ({
  page,
}) => {
  const { rows, opened } = await openBoard(page);
  await page.getByRole("searchbox").press("Escape");
  // The first one is already shown, so "j" would continue from there.
  for (const [key, row] of [
    ["k", rows.first()],
    ["j", rows.nth(1)],
  ] as const) {
    await page.keyboard.press(key);
    await expect(row.getByRole("link")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/job=job_/);
    await expect(opened.getByRole("heading", { level: 2 })).toHaveText(await titleOf(row));
    await expect(opened.getByRole("heading", { level: 2 })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page).not.toHaveURL(/job=job_/);
    await expect(row.getByRole("link")).toBeFocused();
  }
});

test("by keyboard the next job is opened before the page has followed the closing of the last, and the focus follows", async ({
  page,
}) => {
  const { rows, opened } = await openBoard(page);
  await page.getByRole("searchbox").press("Escape");
  const heading = opened.getByRole("heading", { level: 2 });
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(heading).toBeFocused();
  for (const at of [1, 2, 3, 4, 5]) {
    await page.evaluate(pressInOneGo);
    await expect(heading).toHaveText(await titleOf(rows.nth(at)));
    await expect(heading, `job ${at}`).toBeFocused();
  }
  await page.goBack();
  await expect(rows.nth(5).getByRole("link")).toBeFocused();
});

/** Escape, j and Enter, each as soon as the last one was taken. */
async function pressInOneGo(): Promise<void> {
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
    );
  press("Escape");
  await new Promise((resolve) => setTimeout(resolve));
  press("j");
  // The click that the browser makes of Enter.
  if (document.activeElement instanceof HTMLElement) document.activeElement.click();
}
