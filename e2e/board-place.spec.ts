import { expect, type Page } from "@playwright/test";
import { test } from "./support/test.ts";

/* Whoever has loaded more of a board and moved down in it is there again after a step back and after a refresh. */

const SHAPES = [
  ["desk", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const;

const BOARDS = [
  ["/jobs", "Jobs", "Show more jobs"],
  ["/freelancers", "Freelancers", "Show more freelancers"],
] as const;

/** The row at the top of what is on the screen, and how far its top is from there. */
async function topRow(page: Page): Promise<{ name: string; top: number }> {
  return page.evaluate(() => {
    const list = document.querySelector("[data-entry]")?.closest("ul, ol");
    const box = list?.closest(".lg\\:overflow-y-auto");
    const edge = innerWidth >= 1024 ? (box?.getBoundingClientRect().top ?? 0) : 0;
    for (const link of document.querySelectorAll("[data-entry]")) {
      const row = (link.closest("li") ?? link).getBoundingClientRect();
      if (row.bottom > edge)
        return { name: link.textContent ?? "", top: Math.round(row.top - edge) };
    }
    return { name: "", top: 0 };
  });
}

/** The same, once it has been noted in the step of the history. */
async function restingPlace(page: Page) {
  await expect(async () => {
    const noted = await page.evaluate(() => history.state?.workhubPlace?.top);
    expect(Math.round(noted)).toBe((await topRow(page)).top);
  }).toPass();
  return topRow(page);
}

async function expectThere(page: Page, place: { name: string; top: number }, when: string) {
  await expect(async () => {
    const now = await topRow(page);
    expect(now.name, when).toBe(place.name);
    expect(Math.abs(now.top - place.top), `${when}, to the pixel`).toBeLessThanOrEqual(2);
  }).toPass({ timeout: 10_000 });
}

for (const [device, viewport] of SHAPES) {
  test.describe(`on a ${device}`, () => {
    test.use({ viewport });

    for (const [path, name, more] of BOARDS) {
      test(`${path} keeps its place after Back and after a refresh`, async ({ page }) => {
        // Few rows, so that there are more on any board.
        await page.goto(`${path}?shown=8`);
        const rows = page.getByRole("list", { name, exact: true }).getByRole("listitem");
        await expect(rows).toHaveCount(8);
        const link = page.getByRole("link", { name: more });
        // Until it has its scripts, the link leads to the next page.
        await expect
          .poll(() => link.evaluate((a) => Object.keys(a).some((key) => key.startsWith("__react"))))
          .toBe(true);
        await link.click();
        await expect(page).not.toHaveURL(/shown=8$/);
        const count = await rows.count();
        expect(count).toBeGreaterThan(15);
        await expect(page).toHaveURL((address) => address.search === `?shown=${count}`);
        await rows.nth(11).scrollIntoViewIfNeeded();
        await page.mouse.move(200, 500);
        const before = await topRow(page);
        await page.mouse.wheel(0, 60);
        // The wheel is not waited for: noted before it turns, the place would be another one than the list is left at.
        await expect.poll(() => topRow(page)).not.toEqual(before);
        const place = await restingPlace(page);

        await page.reload();
        await expect(rows).toHaveCount(count);
        await expectThere(page, place, "after a refresh");

        // Opened beside or over the list, and closed by a step back.
        await rows.nth(11).getByRole("link").click();
        await expect(page).toHaveURL(/(?:job|person)=/);
        await expect(page).toHaveURL(/shown=/);
        await page.goBack();
        await expect(page).not.toHaveURL(/(?:job|person)=/);
        await expectThere(page, place, "after closing what was opened");

        // Another page of WorkHub. On a phone its link is above the screen, and must be followed from here.
        const home = page.getByRole("banner").getByRole("link").first();
        await home.evaluate((a: HTMLAnchorElement) => a.click());
        await expect(page).toHaveURL((address) => address.pathname === "/");
        await page.goBack();
        await expect(rows).toHaveCount(count);
        await expectThere(page, place, "after a step back from another page");

        // Another document.
        await page.goto("/api/health/live");
        await page.goBack();
        await expect(rows).toHaveCount(count);
        await expectThere(page, place, "after a step back from another document");

        // Another result of the same board.
        await page.getByRole("searchbox").evaluate((input: HTMLInputElement) => {
          input.value = "design";
          input.form?.requestSubmit();
        });
        await expect(page).toHaveURL((address) => address.search === "?q=design");
        await expect(rows).not.toHaveCount(count);
        if (device === "desk") await expect(rows.first()).toBeInViewport();
        await page.goBack();
        await expect(page).toHaveURL(/shown=/);
        await expect(rows).toHaveCount(count);
        await expectThere(page, place, "after a step back from another result");
      });
    }
  });
}
