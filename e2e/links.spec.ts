import { expect } from "@playwright/test";
import { hold } from "./support/hold.ts";
import { test } from "./support/test.ts";

/* Moving from page to page. */

test("a link shows at once that it was pressed, until its page is there, and is followed once", async ({
  page,
}) => {
  const isBoard = (address: URL) => address.pathname === "/jobs";
  await page.goto("/");
  const letThrough = await hold(page, isBoard);
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Jobs" });
  // The page is usable once reaching for the link fetches what it leads to.
  await expect(async () => {
    await page.mouse.move(0, 0);
    const asked = page.waitForRequest((request) => isBoard(new URL(request.url())), {
      timeout: 1_000,
    });
    await Promise.all([asked, link.hover()]);
  }).toPass();

  const pages = await page.evaluate(() => history.length);
  await link.dblclick();
  await expect(link).toHaveCSS("opacity", "0.6");
  await expect(page).toHaveURL("/");
  letThrough();
  await expect(page).toHaveURL("/jobs");
  await expect(link).toHaveCSS("opacity", "1");
  expect(await page.evaluate(() => history.length)).toBe(pages + 1);
});
