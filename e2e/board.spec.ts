import { expect, type Locator, type Page, test } from "@playwright/test";

/* The list and the job beside it, by keyboard too, and while another list is on its way. */

/** Searches and keeps the result back until it is let through. */
async function searchSlowly(page: Page, words: string): Promise<{ letThrough: () => void }> {
  const gate = Promise.withResolvers<void>();
  const asked = page.waitForRequest((request) => isResult(new URL(request.url())));
  await page.route(isResult, async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.getByRole("searchbox").fill(words);
  await page.getByRole("searchbox").press("Enter");
  await asked;
  return { letThrough: gate.resolve };
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

test("a job that is opened while a search is on its way stays open, and the search arrives", async ({
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

test("a list that changes under the pointer leaves the job that is being pressed in its place", async ({
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

test("by keyboard the first job is opened and left like every other, and the focus goes along", async ({
  page,
}) => {
  const { rows, opened } = await openBoard(page);
  await page.getByRole("searchbox").press("Escape");
  // The first one is shown already, so that "j" would go on from there.
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
