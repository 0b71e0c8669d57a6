import { expect } from "@playwright/test";
import { postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

/* Clients look for freelancers as freelancers look for jobs. */

test.use({ viewport: { width: 1440, height: 900 } });

test("a client finds a freelancer, keeps them, and invites them beside the list", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const mark = `pier${Date.now()}`;
  const title = `Count the planks of our pier ${mark}`;
  const client = await newClient(browser, `Pier ${mark}`);
  await newFreelancer(browser, `Rosa ${mark}`, "SQL, Carpentry");
  await newFreelancer(browser, `Udo ${mark}`, "SQL");
  const { page } = client;
  await postJob(client, { title, budget: "200", skills: "SQL", releaseRule: "On submission" });

  await page.goto("/home");
  await page.getByRole("navigation", { name: "Main" }).getByText("Freelancers").click();
  const rows = page.getByRole("list", { name: "Freelancers" }).getByRole("listitem");
  const opened = page.getByRole("region", { name: "The opened freelancer" });
  await page.getByRole("searchbox").fill(mark);
  await page.getByRole("searchbox").press("Enter");
  await expect(rows).toHaveCount(2);
  await page.locator("summary").filter({ hasText: "Skills" }).click();
  const skill = page.getByRole("combobox", { name: "Skill" });
  await skill.fill("carpentry");
  await skill.press("Enter");
  await expect(rows).toHaveCount(1);
  await page.getByRole("link", { name: /remove the filter/ }).click();
  await expect(rows).toHaveCount(2);

  await rows.getByRole("link", { name: `Udo ${mark}` }).click();
  await expect(page).toHaveURL(/person=udo/);
  await expect(opened.getByRole("heading", { level: 2 })).toHaveText(`Udo ${mark}`);
  await rows.getByRole("link", { name: `Rosa ${mark}` }).click();
  await expect(opened.getByRole("heading", { level: 2 })).toHaveText(`Rosa ${mark}`);
  await opened.getByRole("button", { name: "Save", exact: true }).click();
  await expect(rows.filter({ hasText: "Rosa" })).toContainText("Saved");
  await expectSoundInBothThemes(page, "the freelancers at a desk");
  await page.goto("/freelancers");
  await expect(opened.getByRole("heading", { level: 2 })).toBeVisible();
  const below = () => document.documentElement.scrollHeight - document.documentElement.clientHeight;
  expect(await page.evaluate(below), "only the columns scroll").toBe(0);
  await page.goBack();

  await page.reload();
  await expect(opened.getByRole("heading", { level: 2 })).toHaveText(`Rosa ${mark}`);
  await expect(opened.getByRole("button", { name: "Saved" })).toBeVisible();
  await opened.locator("summary").filter({ hasText: "Invite to a job" }).click();
  await opened.getByLabel("First message").fill("Your work is what our pier needs.");
  await opened.getByRole("button", { name: /^Send the invitation/ }).click();
  await expect(page).toHaveURL(/\/inbox\/cnv_/);
  await expect(page.getByText(/^You invited/)).toBeVisible();

  await page.goto("/freelancers?saved=1");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Rosa");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the list and a freelancer are two screens, and nobody needs an account to look", async ({
    page,
  }) => {
    await page.goto("/freelancers");
    const rows = page.getByRole("list", { name: "Freelancers" }).getByRole("listitem");
    const name = (await rows.nth(1).getByRole("heading").textContent()) ?? "";
    await rows.nth(1).getByRole("link").tap();
    const opened = page.getByRole("region", { name: "The opened freelancer" });
    await expect(opened.getByRole("heading", { level: 2 })).toHaveText(name);
    await expectSoundInBothThemes(page, "a freelancer on a phone");
    await opened.getByRole("link", { name: /freelancers$/ }).tap();
    await expect(opened).toBeHidden();
    await page.getByRole("button", { name: "Filters" }).tap();
    await page.getByLabel("Rating").selectOption("4.5");
    await page.getByRole("button", { name: /^Show \d+ freelancer/ }).tap();
    await expect(page).toHaveURL(/rating=4\.5/);
    await expectSoundInBothThemes(page, "the freelancers on a phone");
  });
});

test("a freelancer names languages and a time zone, and is found by them", async ({ browser }) => {
  const mark = `tongue${Date.now()}`;
  const { page, name } = await newFreelancer(browser, `Bo ${mark}`, "SQL");
  await page.goto("/settings/profile");
  await page.getByRole("checkbox", { name: "Irish" }).check();
  await page.getByRole("checkbox", { name: "Portuguese" }).check();
  await page.getByLabel("Time zone").selectOption("America/Bogota");
  await page.getByRole("button", { name: "Save and see my page" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const glance = page.getByRole("complementary", { name: "At a glance" });
  await expect(glance).toContainText("Irish, Portuguese");
  await expect(glance).toContainText(/UTC−5, \d\d:\d\d there/);

  await page.goto(`/freelancers?q=${mark}`);
  const rows = page.getByRole("list", { name: "Freelancers" }).getByRole("listitem");
  await expect(rows).toHaveCount(1);
  const menus = page.locator(".filter-lines > :first-child summary");
  const tops = await menus.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  expect([tops.length, new Set(tops).size], "the menus stand in one line").toEqual([4, 1]);
  const more = page.locator("summary").filter({ hasText: "More filters" });
  const show = page.getByRole("button", { name: "Show freelancers" }).filter({ visible: true });
  await more.click();
  await page.getByRole("combobox", { name: "Language" }).selectOption("ga");
  await show.click();
  await expect(page).toHaveURL(/lang=ga/);
  await expect(rows).toHaveCount(1);
  await more.click();
  await page.getByRole("combobox", { name: "Time zone" }).selectOption("Within 6 hours of UTC");
  await show.click();
  await expect(page.getByRole("link", { name: /Irish.*remove the filter/ })).toBeVisible();
  await expect(page).toHaveURL(/zone=/);
  await expect(rows).toHaveCount(1);
  await more.click();
  await page.getByRole("combobox", { name: "Time zone" }).selectOption("Within 3 hours of UTC");
  await show.click();
  await expect(page.getByText("No freelancers match Within 3 hours of UTC")).toBeVisible();
  await expectSoundInBothThemes(page, "the filters of languages and zones");
});

test("whoever does not want to be found is in no list, and keeps their page", async ({
  browser,
}) => {
  const mark = `quiet${Date.now()}`;
  const { page, name } = await newFreelancer(browser, `Io ${mark}`, "SQL");
  const search = `/freelancers?q=${mark}`;
  await page.goto(search);
  await expect(page.getByRole("list", { name: "Freelancers" })).toContainText(name);
  await page.goto("/settings/profile");
  await page.getByRole("radio", { name: /^Only who has the address/ }).check();
  await page.getByRole("button", { name: "Save and see my page" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.goto(search);
  await expect(page.getByText(/^No freelancers match/)).toBeVisible();
});
