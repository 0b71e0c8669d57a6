import { expect, type Page } from "@playwright/test";
import { addFunds, apply, disclose, hire, postJob, submitWork } from "./support/marketplace.ts";
import { newClient, newFreelancer, PASSWORD, signIn } from "./support/person.ts";
import {
  collectTroubles,
  expectOneSolidButton,
  expectSound,
  expectSoundInBothThemes,
} from "./support/sound.ts";
import { test } from "./support/test.ts";

/*
 * Pages in states that the demo does not have (e2e/accessibility.spec.ts looks at all others): no accessibility violation
 * in either theme, nothing in the console, and at most one solid button.
 */

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

async function examine(page: Page, paths: readonly string[]): Promise<void> {
  const troubles = collectTroubles(page);
  // Before the first change of theme, which would otherwise still be fading during the check.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const path of paths) {
      const where = `${path} at ${size.width} px`;
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      await expectOneSolidButton(page, where);
      await expectSoundInBothThemes(page, where);
    }
  }
  expect(troubles).toEqual([]);
}

test("no page of a client or a freelancer breaks an accessibility rule or complains in the console", {
  tag: "@long",
}, async ({ browser }) => {
  test.setTimeout(600_000);
  const mark = `look${Date.now()}`;
  const title = `Draw the map of our harbour ${mark}`;
  const client = await newClient(browser, `Quay ${mark}`);
  const freelancer = await newFreelancer(browser, `Mira ${mark}`, "Maps, SQL");
  await addFunds(client.page, "500");
  const offered = { title, budget: "300", skills: "Maps", releaseRule: "On approval" } as const;
  const job = await postJob(client, offered);
  const proposal = await apply(freelancer, title, "280");
  await client.page.goto(`${job}/proposals`);
  await disclose(client.page, "Decline");
  await expectSound(client.page, "the proposals with a question open");
  await client.page.goto(`${job}/proposals`);
  await hire(client.page, freelancer.name, "€280.00");
  const contract = new URL(client.page.url()).pathname;
  await freelancer.page.goto(contract);
  await submitWork(freelancer.page, "The map, in three sheets.", /Submit work for review/);

  // A second device of the same kind: the settings list both.
  await signIn(browser, client.email, PASSWORD);
  await examine(client.page, [job, `${job}/proposals`, proposal, contract, "/settings"]);
  await examine(freelancer.page, [job, proposal, contract, `/jobs?job=${job.split("/").at(-1)}`]);
});

test("no page of a new person breaks an accessibility rule or complains in the console", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const paths = ["/home", "/my-jobs", "/inbox", "/wallet"];
  const client = await newClient(browser, `New quay ${Date.now()}`);
  await examine(client.page, paths);
  await client.page.goto("/home");
  const steps = client.page.getByRole("listitem").filter({ hasText: "Post a job" });
  await expect(steps.getByRole("link", { name: "Post your first job" })).toBeVisible();
  const freelancer = await newFreelancer(browser, `New Mira ${Date.now()}`, "Maps, SQL");
  await examine(freelancer.page, paths);
  await freelancer.page.goto("/home");
  await expect(freelancer.page.getByRole("link", { name: "Find a job" })).toBeVisible();
});

test("pages that are not for a role do not exist for it", async ({ browser }) => {
  const client = await newClient(browser, `Only clients ${Date.now()}`);
  const freelancer = await newFreelancer(browser, `Only Work ${Date.now()}`, "SQL");
  for (const [page, path] of [
    [client.page, "/admin"],
    [freelancer.page, "/admin"],
    [freelancer.page, "/jobs/new"],
    [freelancer.page, "/wallet/add-funds"],
    [freelancer.page, "/contracts/ctr_00000000000000000000000000"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: /nothing here/i })).toBeVisible();
  }
});
