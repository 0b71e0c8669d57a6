import { expect, type Page } from "@playwright/test";
import { postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer, type Person } from "./support/person.ts";
import { expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

/* A search that is saved, tells what is new, and is changed and removed. At a desk, on a phone, and without scripts. */

const WIDTHS = [
  ["desk", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const;

const chip = (page: Page) => page.locator("summary").filter({ hasText: "Searches" });
const saved = (page: Page) => page.getByRole("list", { name: "Saved searches" });

/** Opens the menu of saved searches, once its forms have their scripts: until then the browser would post them itself. */
async function openMenu(page: Page): Promise<void> {
  const menu = page.locator("details").filter({ has: chip(page) });
  await expect
    .poll(() =>
      menu
        .locator("form, [role=status]")
        .last()
        .evaluate((part) => Object.keys(part).some((key) => key.startsWith("__react"))),
    )
    .toBe(true);
  if (!(await menu.evaluate((details) => details.hasAttribute("open")))) await chip(page).click();
}

async function postOne(client: Person, mark: string): Promise<void> {
  const title = `Varnish the ${mark} doors`;
  await postJob(client, { title, budget: "300", skills: "SQL", releaseRule: "On approval" });
}

for (const [device, viewport] of WIDTHS) {
  test(`on a ${device}, a freelancer saves a search, sees what is new in it, and changes it`, async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const mark = `door${device}${Date.now()}`;
    const client = await newClient(browser, `Doors ${mark}`);
    await postOne(client, mark);
    const { page } = await newFreelancer(browser, `Ivo ${mark}`, "SQL");
    await page.setViewportSize(viewport);
    const rows = page.getByRole("list", { name: "Jobs" }).getByRole("listitem");

    await page.goto(`/jobs?q=${mark}`);
    await openMenu(page);
    await expect(page.getByLabel("Save this search as")).toHaveValue(mark);
    await page.getByRole("button", { name: "Save this search" }).click();
    const line = page.getByText(`This search is saved as ${mark}.`);
    await expect(line).toBeVisible();
    await expect(line, "the focus moves to what is said").toBeFocused();
    await expectSoundInBothThemes(page, `the saved searches on a ${device}`);

    await postOne(client, mark);
    await page.goto("/jobs");
    await expect(chip(page)).toContainText("1 with something new");
    await openMenu(page);
    const link = saved(page).getByRole("link", { name: mark });
    await expect(link).toContainText("1 new");
    const seen = page.waitForResponse(/\/api\/searches\/sch_\w+\/seen/);
    await link.click();
    await expect(page).toHaveURL((address) => address.search === `?q=${mark}`);
    await expect(rows).toHaveCount(2);
    const marked = rows.filter({ has: page.getByText("New", { exact: true }) });
    await expect(marked, "what came since is marked").toHaveCount(1);
    expect((await seen).status()).toBe(204);
    await rows.last().getByRole("link").click();
    await expect(page).toHaveURL(/job=job_/);
    await page.goBack();
    await expect(marked, "and stays marked while they look").toHaveCount(1);
    await page.goBack();
    await expect(page).toHaveURL((address) => address.search === "");
    await expect(chip(page), "a step back knows it too").not.toContainText("with something new");
    await page.goto("/jobs");
    await openMenu(page);
    await expect(saved(page).getByRole("link", { name: mark })).not.toContainText("new");

    // Another search takes its place.
    await page.goto(`/jobs?q=${mark}&category=data`);
    await openMenu(page);
    await page.locator("summary").filter({ hasText: "Replace a saved one" }).click();
    await page.getByLabel("Replace with this search").selectOption({ label: mark });
    await page.getByRole("button", { name: "Replace it" }).click();
    await expect(line).toBeVisible();

    await page.getByRole("link", { name: "Rename or remove" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Saved searches" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("listitem")).toContainText("Data and analysis");
    await page.locator("summary").filter({ hasText: "Rename" }).click();
    await page.getByLabel("Its new name").fill(`Doors ${mark}`);
    await page.getByRole("button", { name: "Rename it" }).click();
    await expect(page.getByRole("link", { name: `Doors ${mark}` })).toBeVisible();
    await expectSoundInBothThemes(page, `the page of saved searches on a ${device}`);
    await page.locator("summary").filter({ hasText: "Remove" }).click();
    await page.getByRole("button", { name: "Remove it" }).click();
    await expect(page.getByText("No saved searches yet")).toBeVisible();
  });
}

test("without scripts a search is saved, and opening it marks it as seen", async ({ browser }) => {
  test.setTimeout(120_000);
  const mark = `gate${Date.now()}`;
  const person = await newFreelancer(browser, `Ula ${mark}`, "SQL");
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await person.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto(`/jobs?q=${mark}`);
  await chip(page).click();
  await page.getByRole("link", { name: "Open, save or replace" }).click();
  await page.getByRole("button", { name: "Save this search" }).click();
  await expect(page.getByText(`This search is saved as ${mark}.`)).toBeVisible();

  const client = await newClient(browser, `Gates ${mark}`);
  await postOne(client, mark);
  await page.goto("/jobs");
  await expect(chip(page)).toContainText("1 with something new");
  await page.goto("/searches");
  await expect(page.getByRole("listitem").filter({ hasText: mark })).toContainText("1 new");
  await page.getByRole("button", { name: `Open ${mark}` }).click();
  await expect(page).toHaveURL(new RegExp(`\\?q=${mark}&new=\\d+$`));
  const row = page.getByRole("list", { name: "Jobs" }).getByRole("listitem");
  await expect(row.getByText("New", { exact: true })).toBeVisible();
  await page.goto("/jobs");
  await expect(chip(page)).not.toContainText("with something new");
});

test("a client saves a search for freelancers, and whoever gets its address sees the same", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const mark = `mast${Date.now()}`;
  const { page } = await newClient(browser, `Masts ${mark}`);
  await page.goto(`/freelancers?q=${mark}&available=1`);
  await openMenu(page);
  await page.getByLabel("Save this search as").fill("Riggers");
  await page.getByRole("button", { name: "Save this search" }).click();
  await expect(page.getByText("This search is saved as Riggers.")).toBeVisible();
  const { page: other } = await newFreelancer(browser, `Rigger ${mark}`, "SQL");

  await page.goto("/freelancers");
  await openMenu(page);
  const link = saved(page).getByRole("link", { name: "Riggers" });
  await expect(link).toContainText("1 new");
  await other.goto((await link.getAttribute("href")) ?? "");
  await expect(other.getByRole("list", { name: "Freelancers" }).getByRole("listitem")).toHaveCount(
    1,
  );
  await expect(chip(other)).toHaveCount(0);
});

test("an older address says which of its filters are gone, and still opens", async ({ page }) => {
  await page.goto("/jobs?category=handicraft&posted=30");
  await expect(page.getByText("A filter of this address no longer exists")).toContainText(
    "handicraft",
  );
  await expect(
    page.getByRole("list", { name: "Jobs" }).getByRole("listitem").first(),
  ).toBeVisible();
});
