import { expect, test } from "@playwright/test";
import { aPicture, attach } from "./support/files.ts";
import { postJob, startContract } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { expectNoOverflow } from "./support/width.ts";

/* A phone's page is as wide as the phone, whatever people put on it. */

test("a title that is one long word and a long name widen no page of either side on a phone", {
  tag: "@long",
}, async ({ browser }) => {
  test.setTimeout(180_000);
  const mark = `word${Date.now()}`;
  const title = `${"Donaudampfschifffahrtsgesellschaft".repeat(2)} ${mark}`;
  const client = await newClient(browser, `${"Wolfeschlegelsteinhausen".repeat(2)} ${mark}`);
  const freelancer = await newFreelancer(browser, `Nora ${"Hubertineberger".repeat(3)}`, "SQL");
  const { contract } = await startContract(client, freelancer, {
    title,
    price: "280",
    releaseRule: "On approval",
  });
  for (const { page } of [client, freelancer]) {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ["/home", "/my-jobs", "/wallet", "/settings", contract]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
      await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
      await expectNoOverflow(page, path);
    }
    await page.getByRole("button", { name: /^Your account/ }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectNoOverflow(page, "with the account's menu");
  }
});

test("a file with a long name widens no form on a phone", async ({ browser }) => {
  const mark = `narrow${Date.now()}`;
  const client = await newClient(browser, `Narrow ${mark}`);
  const title = `Frame the chart ${mark}`;
  const job = await postJob(client, { title, releaseRule: "On approval" });
  const { page } = await newFreelancer(browser, `Nora ${mark}`, "SQL");
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${job}/apply`);
    await attach(page, [await aPicture(`${"a-long-name-without-any-space-".repeat(5)}.png`)]);
    await expectNoOverflow(page, `at ${width} px`);
    await page.getByRole("button", { name: /^Remove/ }).click();
  }
});
