import { expect } from "@playwright/test";
import { letExpire } from "./support/expiry.ts";
import { apply, postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

/* A job that nobody renews leaves the board, and everybody who has to do with it sees so. */

const WIDTHS = [
  ["desk", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const;

for (const [device, viewport] of WIDTHS) {
  test(`a job is about to expire, expires, and is renewed with one press, on a ${device}`, {
    tag: device === "phone" ? "@long" : [],
  }, async ({ browser }) => {
    test.setTimeout(150_000);
    const mark = `buoy${device}${Date.now()}`;
    const title = `Repaint the ${mark} before winter`;
    const client = await newClient(browser, `Harbour ${mark}`);
    const applicant = await newFreelancer(browser, `Ida ${mark}`, "SQL");
    const late = await newFreelancer(browser, `Ole ${mark}`, "SQL");
    for (const { page } of [client, applicant, late]) await page.setViewportSize(viewport);
    const { page } = client;
    const address = await postJob(client, { title, releaseRule: "On submission" });
    await page.goto(address);
    await expect(page.getByText(/^On the board until/)).toBeVisible();
    await apply(applicant, title, "280");
    await late.page.goto(`${address}/apply`);
    await late.page
      .getByLabel(/^What you write to/)
      .fill("I have painted forty of these, and would begin with the rust.");

    await letExpire(title, 3.5);
    await page.goto("/home");
    const row = page.getByRole("listitem").filter({ hasText: title });
    await expect(row).toContainText("Expires in");
    await expect(row.getByRole("button", { name: "Renew for 30 days" })).toBeVisible();
    await page.goto("/my-jobs");
    await expect(page.getByRole("listitem").filter({ hasText: title })).toContainText("Expires in");
    await page.goto(address);
    await expect(page.getByText(/^Expires in/)).toBeVisible();

    await letExpire(title, -2);
    await late.page.getByRole("button", { name: /^Send/ }).click();
    await expect(
      late.page.getByText(/^This job has expired, so nothing was changed/),
    ).toBeVisible();
    await late.page.goto(`/jobs?q=${mark}`);
    await expect(late.page.getByText(/^No open jobs match/)).toBeVisible();
    await late.page.goto(address);
    await expect(late.page.getByText(/^This job has expired/)).toBeVisible();
    await expect(late.page.getByRole("link", { name: "Apply to this job" })).toHaveCount(0);

    await applicant.page.goto("/my-jobs");
    await expect(applicant.page.getByRole("listitem").filter({ hasText: title })).toContainText(
      "Job expired",
    );
    await applicant.page.getByRole("link", { name: title }).click();
    await expect(applicant.page.getByText(/^The job has expired, and/)).toBeVisible();
    await expectSoundInBothThemes(applicant.page, "a proposal on an expired job");

    await page.goto("/my-jobs");
    await expect(row).toContainText("Expired 2 days ago");
    await expectSoundInBothThemes(page, "My Jobs with an expired job");
    await page.goto(address);
    await expectSoundInBothThemes(page, "an expired job");
    await page.getByRole("button", { name: "Renew for 30 days" }).click();
    await expect(page.getByText(/^On the board until/)).toBeVisible();
    await late.page.goto(`/jobs?q=${mark}&sort=closing`);
    await expect(late.page.getByRole("link", { name: title }).first()).toBeVisible();
    await page.goto("/home");
    await expect(row).not.toContainText("Expire");
    for (const person of [client, applicant, late]) await person.context.close();
  });
}
