import { expect, type Page } from "@playwright/test";
import { postJob } from "./support/marketplace.ts";
import { newClient } from "./support/person.ts";
import { test } from "./support/test.ts";

/* Searching the board: what was meant, what is suggested, and why a job is in the list. At a desk and on a phone. */

const WIDTHS = [
  ["desk", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const;

/** A word that stands in one title only, and has no two equal letters side by side. */
let word = "";

test.beforeAll(async ({ browser }) => {
  const letter = (from: string) => from[Math.floor(Math.random() * from.length)] ?? "";
  word = Array.from({ length: 6 }, () => letter("bdfgklmnprstvz") + letter("aeiou")).join("");
  const client = await newClient(browser, `Search ${word}`);
  const title = `Sort the ${word} papers of our archive`;
  await postJob(client, { title, budget: "300", skills: "React", releaseRule: "On approval" });
  await client.context.close();
});

/** The board, once it answers to keys. */
async function openBoard(page: Page): Promise<void> {
  await page.goto("/jobs");
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused({ timeout: 500 });
  }).toPass();
}

for (const [device, viewport] of WIDTHS) {
  test.describe(`on a ${device}`, () => {
    test.use({ viewport });

    test("a typing error is corrected, the board says so, and the correction can be refused", async ({
      page,
    }) => {
      await openBoard(page);
      const mistyped = word.slice(0, 3) + word[4] + word[3] + word.slice(5);
      await page.getByRole("searchbox").fill(mistyped);
      await page.getByRole("searchbox").press("Enter");
      await expect(page.getByText(`Showing results for ${word}.`)).toBeVisible();
      const row = page.getByRole("list", { name: "Jobs" }).getByRole("listitem").first();
      await expect(row.locator("mark").first()).toBeVisible();

      await page.getByRole("link", { name: `Search instead for ${mistyped}` }).click();
      await expect(page.getByText(`No open jobs match “${mistyped}”`)).toBeVisible();
      await expect(page).toHaveURL(/exact=1/);
    });

    test("a suggested skill becomes a filter, and takes the place of what was typed", async ({
      page,
    }) => {
      await openBoard(page);
      const field = page.getByRole("searchbox");
      await field.fill("Reac");
      const skills = page.getByRole("group", { name: "Skills" }).getByRole("option");
      await expect(skills.first()).toHaveText("React");
      await field.press("ArrowDown");
      await field.press("Enter");
      await expect(page).toHaveURL((address) => address.search === "?skill=React");
      await expect(field).toHaveValue("");
    });

    test("suggestions are taken by a press, and put away without losing what was typed", async ({
      page,
    }) => {
      await openBoard(page);
      const field = page.getByRole("searchbox");
      await field.fill(word.slice(0, 6));
      const list = page.getByRole("listbox", { name: "Suggestions" });
      await expect(list).toBeVisible();
      await field.press("Escape");
      await expect(list).toBeHidden();
      await expect(field).toHaveValue(word.slice(0, 6));
      await expect(field).toBeFocused();

      await field.fill(word);
      const jobs = list.getByRole("group", { name: "Jobs" }).getByRole("option");
      await expect(jobs.first()).toBeVisible();
      await field.press("ArrowUp");
      await field.press("ArrowDown");
      await expect(list.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
      const title = await jobs.first().textContent();
      await jobs.first().click();
      await expect(page).toHaveURL(/\/jobs\/job_/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title ?? "");
    });
  });
}
