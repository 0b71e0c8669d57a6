import { expect } from "@playwright/test";
import { postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { expectSoundInBothThemes, expectStill, watchShifts } from "./support/sound.ts";
import { test } from "./support/test.ts";

/* A freelancer sees which of their skills a job asks for, and only such jobs if they like. */

for (const [device, viewport] of [
  ["desk", { width: 1440, height: 900 }],
  ["phone", { width: 390, height: 844 }],
] as const) {
  test(`on a ${device}, a freelancer sees why a job suits them, and lists such jobs`, {
    tag: device === "phone" ? "@long" : [],
  }, async ({ browser }) => {
    test.setTimeout(120_000);
    const mark = `sail${device}${Date.now()}`;
    const client = await newClient(browser, `Sails ${mark}`);
    const common = { budget: "300", releaseRule: "On approval" } as const;
    const skills = `SQL, Sewing ${mark}, Excel, Rigging, Knots`;
    await postJob(client, { title: `Mend the ${mark} sail`, skills, ...common });
    await postJob(client, { title: `Sell the ${mark} sail`, skills: "Sales", ...common });
    const { page } = await newFreelancer(browser, `Sia ${mark}`, skills.toLowerCase());
    await page.setViewportSize(viewport);
    await watchShifts(page);
    const rows = page.getByRole("list", { name: "Jobs" }).getByRole("listitem");

    await page.goto(`/jobs?q=${mark}`);
    await expect(rows).toHaveCount(2);
    const mended = rows.filter({ hasText: "Mend" });
    await expect(mended).toContainText(`Asks for your skills: SQL, Sewing ${mark}, Excel+2`);
    await expect(rows.filter({ hasText: "Sell" })).not.toContainText("Asks for your skills");
    await expectStill(page, `the rows on a ${device}`);
    const filter = page.getByRole("link", { name: "Matches your skills" });
    if (device === "desk") {
      await page.locator("summary").filter({ hasText: "Skills" }).click();
    }
    await filter.filter({ visible: true }).click();
    await expect(page).toHaveURL(/match=1/);
    await expect(rows).toHaveCount(1);
    await page.reload();
    await expect(rows).toHaveCount(1);
    await expectSoundInBothThemes(page, `the jobs that match, on a ${device}`);
    await page.getByRole("link", { name: "remove the filter Matches your skills" }).click();
    await expect(rows).toHaveCount(2);

    await client.page.goto(`/jobs?q=${mark}&match=1`);
    await expect(client.page.getByText("so this shows all jobs")).toBeVisible();
    await expect(client.page.getByRole("list", { name: "Jobs" }).getByRole("listitem")).toHaveCount(
      2,
    );
  });
}
