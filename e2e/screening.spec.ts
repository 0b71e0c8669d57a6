import { expect, type Page } from "@playwright/test";
import { field } from "./support/form.ts";
import { postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

/* A job asks everyone who applies the same questions. */

const WHICH = "Which spreadsheet would you begin with?";
const WHEN = "When can you begin?";

/** The field of a row, not the buttons that name it too. */
function question(page: Page, name: string) {
  return page.getByRole("textbox", { name: `${name} (optional)` });
}

function shown(page: Page, text: string) {
  return page.getByText(text).filter({ visible: true }).first();
}

for (const [where, viewport] of [
  ["at a desk", { width: 1440, height: 900 }],
  ["on a phone", { width: 390, height: 844 }],
] as const) {
  test.describe(where, () => {
    test.use({ viewport });

    test("questions are asked, answered, compared, and stay with their answers", async ({
      browser,
    }) => {
      test.setTimeout(150_000);
      const mark = `quay${Date.now()}`;
      const title = `Sort the spreadsheets of our ${mark}`;
      const client = await newClient(browser, `Quay ${mark}`);
      const freelancer = await newFreelancer(browser, `Rosa ${mark}`, "SQL");
      for (const { page } of [client, freelancer]) await page.setViewportSize(viewport);

      const posting = client.page;
      await posting.goto("/jobs/new");
      await field(posting, "Title").fill(title);
      await field(posting, "Category").selectOption({ label: "Data and analysis" });
      await field(posting, "Skills").fill("SQL");
      await field(posting, "Description").fill(
        "Twelve spreadsheets become one table that our shop can read, week by week.",
      );
      await field(posting, "Timeline in days").fill("10");
      await field(posting, "Budget").fill("300");
      await expect(field(posting, /^Question/)).toHaveCount(1);
      await question(posting, "Question 1").fill(WHEN);
      await question(posting, "Question 2").fill(WHICH);
      await posting
        .getByRole("checkbox", { name: /left without/ })
        .first()
        .check();
      // By keyboard, and the focus goes along: the only way from the top is back down.
      await posting.getByRole("button", { name: "Move question 2 up" }).focus();
      await posting.keyboard.press("Enter");
      await expect(question(posting, "Question 1")).toHaveValue(WHICH);
      await expect(question(posting, "Question 2")).toHaveValue(WHEN);
      await expect(posting.getByRole("button", { name: "Move question 1 down" })).toBeFocused();
      await expect(posting.getByRole("checkbox", { name: /left without/ }).nth(1)).toBeChecked();
      await expectSoundInBothThemes(posting, `the questions ${where}`);
      await posting.getByRole("button", { name: "Preview" }).click();
      const preview = posting.getByRole("region", { name: "Preview" });
      await expect(preview.getByText(`${WHEN} (optional)`)).toBeVisible();
      await posting.getByRole("button", { name: "Post this job" }).click();
      await expect(posting.getByRole("heading", { level: 1, name: title })).toBeVisible();
      const job = new URL(posting.url()).pathname;

      const { page } = freelancer;
      await page.goto(`${job}/apply`);
      await expect(page.getByText("0 of 30 live proposals")).toBeVisible();
      await field(page, /^What you write to/).fill(
        "I have sorted spreadsheets like these twice, and can show you both of them.",
      );
      await page.getByRole("button", { name: /^Send/ }).click();
      await expect(
        page.getByRole("alert").getByRole("link", { name: /needs an answer/ }),
      ).toBeVisible();
      await field(page, WHICH).fill("With the worst of them.");
      // What is typed here stays, also when the page is left at once.
      await page.reload();
      await expect(field(page, WHICH)).toHaveValue("With the worst of them.");
      await expectSoundInBothThemes(page, `the answers ${where}`);
      await page.getByRole("button", { name: /^Send/ }).click();
      await expect(page).toHaveURL(/\/proposals\/prp_/);
      // The page that was left is kept, hidden, with what was typed into it.
      await expect(shown(page, "With the worst of them.")).toBeVisible();

      await posting.goto(`${job}/proposals`);
      await expect(posting.getByText("With the worst of them.")).toBeVisible();
      await expect(posting.getByText("No answer")).toBeVisible();
      await expectSoundInBothThemes(posting, `the compared answers ${where}`);

      // Opening a proposal is what counts as reading it, and the job says so.
      await page.goto(job);
      await expect(page.getByText("none read")).toBeVisible();
      await expect(page.getByRole("heading", { name: "The client’s record" })).toBeVisible();
      const isNoted = posting.waitForResponse(/\/api\/proposals\/prp_\w+\/read$/);
      await posting.getByRole("link", { name: /^Read the proposal/ }).click();
      expect((await isNoted).status()).toBe(204);
      await page.reload();
      await expect(page.getByText("1 read")).toBeVisible();
      await page.getByText("How this is counted").click();
      await expectSoundInBothThemes(page, `the client’s record ${where}`);
      await page.getByRole("link", { name: "See your proposal" }).click();

      await posting.goto(`${job}/edit`);
      await question(posting, "Question 1").fill("What do you charge for an hour?");
      await posting.getByRole("button", { name: "Remove question 2" }).click();
      await posting.getByRole("button", { name: "Save the changes" }).click();
      await expect(posting.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await posting.goto(`${job}/proposals`);
      await expect(posting.getByText(`${WHICH} (no longer asked)`)).toBeVisible();

      await page.reload();
      await page.getByRole("link", { name: "Answer now" }).click();
      await field(page, "What do you charge for an hour?").fill("Nothing, the price is fixed.");
      await page.getByRole("button", { name: "Save the changes" }).click();
      await expect(page).toHaveURL(/\/proposals\/prp_\w+$/);
      await expect(shown(page, "Nothing, the price is fixed.")).toBeVisible();
    });
  });
}

test("without scripts, questions are written row by row and answered", async ({ browser }) => {
  const mark = `dock${Date.now()}`;
  const title = `Sort the spreadsheets of our ${mark}`;
  const client = await newClient(browser, `Dock ${mark}`);
  const freelancer = await newFreelancer(browser, `Udo ${mark}`, "SQL");
  const job = await postJob(client, { title, releaseRule: "On approval" });
  const plain = async ({ context }: { context: typeof client.context }) => {
    const other = await browser.newContext({ javaScriptEnabled: false });
    await other.addCookies(await context.cookies());
    return other.newPage();
  };

  const editing = await plain(client);
  await editing.goto(`${job}/edit`);
  await question(editing, "Question 1").fill(WHICH);
  await question(editing, "Question 2").fill(WHEN);
  await expect(editing.getByRole("button", { name: /^Move question/ })).toHaveCount(0);
  await editing.getByRole("button", { name: "Save the changes" }).click();
  await expect(editing.getByText(WHEN)).toBeVisible();

  const applying = await plain(freelancer);
  await applying.goto(`${job}/apply`);
  await applying
    .getByLabel(/^What you write to/)
    .fill("I have sorted spreadsheets like these twice, and can show you both of them.");
  await applying.getByLabel(WHEN).fill("Tomorrow.");
  await applying.getByRole("button", { name: /^Send/ }).click();
  await expect(applying.getByLabel(WHEN)).toHaveValue("Tomorrow.");
  await applying.getByLabel(WHICH).fill("With the worst.");
  await applying.getByRole("button", { name: /^Send/ }).click();
  await expect(applying.getByText("With the worst.")).toBeVisible();
});
