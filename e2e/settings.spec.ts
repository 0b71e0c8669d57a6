import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { samplePicture } from "#db/testing/sample-files";
import { freePort } from "#lib/free-port";
import { makeDatabase } from "./support/database.ts";
import { field } from "./support/form.ts";
import { type OwnHouse, startOwnHouse } from "./support/own-house.ts";
import { fillSignIn, newClient, PASSWORD } from "./support/person.ts";
import { test } from "./support/test.ts";

/*
 * What the operator changes, everybody sees, also where another process serves them. WorkHub is started twice more for
 * it, on one database.
 */
const [port, otherPort] = [await freePort(), await freePort()];
test.use({ baseURL: `http://localhost:${port}` });

let houses: OwnHouse[] = [];
let adminPassword = "";
const databaseName = `house_${port}`;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const database = await makeDatabase(databaseName);
  const first = await startOwnHouse(port, database);
  ({ adminPassword } = first);
  houses = [first];
  // Sessions are signed with a secret of the data folder.
  houses.push(await startOwnHouse(otherPort, database, { WORKER: "0" }));
});

test.afterAll(async () => {
  await Promise.all(houses.map((house) => house.stop()));
});

test("the operator renames the house and adds a category, and a visitor of another process sees both at once", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await page.goto("/sign-in?next=/admin/settings");
  await fillSignIn(page, "admin@example.com", adminPassword);
  await page.getByLabel("Name", { exact: true }).fill("Atelier Nord");
  await page.getByLabel("Accent colour").fill("#ffd200");
  await page.getByRole("button", { name: "Save name and colour" }).click();
  await expect(page.getByText("7f6900 is close to it and can be read").first()).toBeVisible();
  await page.getByLabel("Accent colour").fill("#7a1f3d");
  await page.getByRole("button", { name: "Save name and colour" }).click();
  await expect(page.getByRole("banner").getByText("Atelier Nord")).toBeVisible();
  await page.getByLabel("A new category").fill("Stage and light");
  await page.getByRole("button", { name: "Save the categories" }).click();
  await expect(page.getByLabel("Name of category 11")).toHaveValue("Stage and light");
  const text = "On Saturday nothing can be paid in or out.";
  await page.getByLabel("Text", { exact: false }).first().fill(text);
  await page.getByRole("button", { name: "Save the announcement" }).click();
  await expect(page.getByRole("complementary", { name: "Announcement" })).toContainText(text);
  const problems = await new AxeBuilder({ page }).analyze();
  expect(problems.violations).toEqual([]);

  const context = await browser.newContext({ baseURL: `http://localhost:${otherPort}` });
  const visitor = await context.newPage();
  await visitor.goto("/jobs");
  await expect(visitor).toHaveTitle(/ · Atelier Nord$/);
  await expect(visitor.getByRole("banner").getByText("Atelier Nord")).toBeVisible();
  const accent = await visitor.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue("--color-accent"),
  );
  expect(accent).toContain("#7a1f3d");
  await visitor.locator("summary").filter({ hasText: "Category" }).click();
  await expect(visitor.getByRole("checkbox", { name: /^Stage and light/ })).toBeVisible();
  await visitor.keyboard.press("Escape");
  await visitor.getByRole("button", { name: "Put this announcement away" }).click();
  await visitor.reload();
  await expect(visitor.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(visitor.getByRole("complementary", { name: "Announcement" })).toHaveCount(0);
  const manifest: unknown = await (await context.request.get("/manifest.webmanifest")).json();
  expect(manifest).toMatchObject({ name: "Atelier Nord", short_name: "Atelier Nord" });

  await page.reload();
  const buffer = await samplePicture("png", { width: 600, height: 150 });
  const picture = { name: "mark.png", mimeType: "image/png", buffer };
  await field(page, "Picture").setInputFiles(picture);
  await expect(page.getByAltText("The wordmark on dark paper")).toBeVisible();
  await page.getByRole("button", { name: "Save the wordmark" }).click();
  await expect(page.getByRole("banner").getByAltText("Atelier Nord")).toBeVisible();
  await visitor.reload();
  const mark = visitor.getByRole("banner").getByAltText("Atelier Nord");
  await expect(mark).toBeVisible();
  expect(await mark.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(336);
  await context.close();
});

test("who registers agrees to the terms of the house, and who was there before is asked once", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const early = await newClient(browser, `Early ${Date.now()}`, databaseName);
  await page.goto("/sign-in?next=/admin/settings/pages");
  await fillSignIn(page, "admin@example.com", adminPassword);
  const text = "# What holds here\n\nPay on time.\n\n<b>Not bold</b>";
  await field(page, "Text of the page “Terms”").fill(text);
  await page.getByRole("checkbox", { name: /^Ask everybody to agree/ }).check();
  await page.getByRole("button", { name: "Save the page “Terms”" }).click();
  await expect(page.getByText("Last changed by").first()).toBeVisible();

  const context = await browser.newContext({ baseURL: `http://localhost:${otherPort}` });
  const visitor = await context.newPage();
  await visitor.goto("/register?as=client");
  await visitor.getByRole("link", { name: "Terms", exact: true }).click();
  await expect(visitor.getByRole("heading", { name: "What holds here" })).toBeVisible();
  await expect(visitor.getByText("<b>Not bold</b>")).toBeVisible();
  expect((await new AxeBuilder({ page: visitor }).analyze()).violations).toEqual([]);
  await visitor.goBack();
  await field(visitor, "Your name").fill("Lea Late");
  await field(visitor, "E-mail").fill(`late-${Date.now()}@example.com`);
  await field(visitor, "Password").fill(PASSWORD);
  await visitor.getByRole("button", { name: "Create my account" }).click();
  await expect(visitor.getByText("agree to the terms").first()).toBeVisible();
  await visitor.getByRole("checkbox", { name: /^I have read the terms/ }).check();
  await visitor.getByRole("button", { name: "Create my account" }).click();
  await expect(visitor).toHaveURL(/sign-in\?registered/);
  await context.close();

  await early.page.goto("/home");
  await early.page.getByRole("link", { name: "Read them and say whether you agree" }).click();
  await early.page.getByRole("button", { name: "I agree to these terms" }).click();
  await expect(early.page.getByRole("complementary", { name: "The terms" })).toHaveCount(0);
  await expect(early.page.getByRole("button", { name: "I agree to these terms" })).toHaveCount(0);
});
