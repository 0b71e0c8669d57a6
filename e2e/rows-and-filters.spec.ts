import { expect, type Locator, type Page } from "@playwright/test";
import { addFunds, hire, offerWork } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { expectStill, forgetShifts, watchShifts } from "./support/sound.ts";
import { test } from "./support/test.ts";

/* Lists as people use them: the whole row is a link, filters keep the focus, and choices show in forced colours. */

test.use({ viewport: { width: 1440, height: 900 } });

/** Presses a row far from its words. */
async function pressAtItsEnd(row: Locator): Promise<void> {
  const box = await row.boundingBox();
  if (!box) throw new Error("The row is not on the page");
  await row.page().mouse.click(box.x + box.width * 0.55, box.y + box.height - 6);
}

test("a row of My Jobs and of the wallet's transactions is a link wherever it is pressed", {
  tag: "@long",
}, async ({ browser }) => {
  test.setTimeout(180_000);
  const mark = `row${Date.now()}`;
  const title = `Paint the harbour wall ${mark}`;
  const client = await newClient(browser, `Wall ${mark}`);
  const { page } = client;
  const freelancer = await newFreelancer(browser, `Piet ${mark}`, "SQL");
  await addFunds(page, "500");
  const job = await offerWork(client, { title, releaseRule: "On approval" }, [
    { from: freelancer, price: "280" },
  ]);

  await freelancer.page.goto("/my-jobs");
  await pressAtItsEnd(freelancer.page.getByRole("listitem").filter({ hasText: title }));
  await expect(freelancer.page).toHaveURL(/\/proposals\/prp_/);
  await page.goto("/my-jobs");
  const row = page.getByRole("listitem").filter({ hasText: title });
  await pressAtItsEnd(row);
  await expect(page).toHaveURL(/\/jobs\/job_\w+$/);
  await page.goto("/my-jobs");
  await row.getByRole("link", { name: /^Read the proposal/ }).click();
  await expect(page).toHaveURL(/\/proposals$/);

  await page.goto(`${job}/proposals`);
  await hire(page, freelancer.name, "€280.00");
  await page.goto("/my-jobs");
  await pressAtItsEnd(row);
  await expect(page).toHaveURL(/\/contracts\/ctr_/);

  await page.goto("/wallet");
  await pressAtItsEnd(page.getByRole("row").filter({ hasText: title }));
  await expect(page).toHaveURL(/\/wallet\/receipts\//);
});

async function openBoard(page: Page): Promise<void> {
  await page.goto("/jobs");
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused({ timeout: 500 });
  }).toPass();
}

test("a filter that is applied or removed by keyboard leaves the focus where the person was, and nothing moves", async ({
  page,
}) => {
  await openBoard(page);
  const list = page.getByRole("list", { name: "Jobs" });
  const top = async () => (await list.boundingBox())?.y;
  const before = await top();
  const menu = page.locator("summary").filter({ hasText: "Payment" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/release=/);
  await expect(menu).toBeFocused();

  const category = page.locator("summary").filter({ hasText: "Category" });
  await category.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/category=/);
  await expect(category).toBeFocused();
  expect(await top()).toBe(before);

  const chips = page.getByRole("link", { name: /remove the filter/ });
  await expect(chips).toHaveCount(2);
  await chips.first().focus();
  await page.keyboard.press("Enter");
  await expect(chips).toHaveCount(1);
  await expect(chips).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chips).toHaveCount(0);
  await expect(page.locator("summary").first()).toBeFocused();
  expect(await top()).toBe(before);
});

test("a search while the person types on a phone moves nothing", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await watchShifts(page);
  await openBoard(page);
  await forgetShifts(page);
  const fourth = page.getByRole("list", { name: "Jobs" }).getByRole("heading").nth(3);
  const title = (await fourth.textContent()) ?? "";
  // Word by word, with the pause that makes the board search.
  for (const word of title.split(" ")) {
    await page.getByRole("searchbox").pressSequentially(`${word} `);
    await expect(page).toHaveURL((address) => (address.searchParams.get("q") ?? "").endsWith(word));
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  }
  await expect(
    page.getByRole("list", { name: "Jobs" }).getByRole("listitem").first(),
  ).toContainText(title);
  await expectStill(page, "The board");
});

test("in forced colours the opened job, the chosen chip and the current place can be told apart", async ({
  browser,
}) => {
  const context = await browser.newContext({ forcedColors: "active" });
  const page = await context.newPage();
  await page.goto("/jobs?release=on_approval");
  const edge = (locator: Locator) =>
    locator.evaluate((element) => getComputedStyle(element).borderLeftColor);
  const rows = page.getByRole("list", { name: "Jobs" }).getByRole("listitem");
  expect(await edge(rows.first())).not.toBe(await edge(rows.nth(1)));
  const ground = (locator: Locator) =>
    locator.evaluate((element) => getComputedStyle(element).backgroundColor);
  const chip = page.getByRole("link", { name: /remove the filter/ });
  expect(await ground(chip)).not.toBe(await ground(page.locator("summary").first()));
  await expect(page.getByRole("link", { name: "Jobs", exact: true })).toHaveCSS(
    "text-decoration-line",
    "underline",
  );
  await context.close();
});
