import { expect, type Page } from "@playwright/test";
import { findAndApply, postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

const bell = (page: Page, count: string) =>
  page.getByRole("link", { name: `Notifications ${count}`.trim(), exact: true });

test("the bell rings in every tab, and is quiet everywhere once the proposals were looked at", async ({
  browser,
}) => {
  const client = await newClient(browser, "Lamp & Buoy");
  const freelancer = await newFreelancer(browser, "Ivo Beacon", "Excel");
  const title = `Relight the beacons ${Date.now()}`;
  const job = { title, budget: "400", skills: "Excel", releaseRule: "On approval" } as const;
  await postJob(client.page, job);
  const second = await client.context.newPage();
  await second.goto("/notifications");
  await expect(second.getByText("Nothing yet")).toBeVisible();
  await client.page.goto("/home");

  await findAndApply(freelancer.page, { title, search: title, price: "300" });
  await expect(bell(client.page, "1 unread notification")).toBeVisible();
  await expect(bell(second, "1 unread notification")).toBeVisible();
  const told = second.getByRole("link", { name: /Ivo Beacon sent a proposal for €300.00/ });
  await expect(told).toBeVisible();
  await expectSoundInBothThemes(second, "the notifications");

  await told.click();
  await expect(second).toHaveURL(/\/jobs\/job_\w+\/proposals/);
  await expect(bell(second, "")).toBeVisible();
  await expect(bell(client.page, "")).toBeVisible();
});
