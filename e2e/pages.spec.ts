import { expect, type Page, test } from "@playwright/test";
import {
  addFunds,
  disclose,
  findAndApply,
  hire,
  openProposals,
  postJob,
  submitWork,
} from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { expectSound } from "./support/sound.ts";

/* Every page of both roles, with something on it: no accessibility violation and nothing in the console. */

const LOOKS = [
  { name: "light at 1440 px", colorScheme: "light", width: 1440, height: 900 },
  { name: "dark at 390 px", colorScheme: "dark", width: 390, height: 844 },
] as const;

async function examine(page: Page, paths: readonly string[]): Promise<void> {
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
  for (const look of LOOKS) {
    await page.setViewportSize({ width: look.width, height: look.height });
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: "reduce" });
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      await expectSound(page, `${path}, ${look.name}`);
    }
  }
  expect(troubles).toEqual([]);
}

test("no page of a client or a freelancer breaks an accessibility rule or complains in the console", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const mark = `look${Date.now()}`;
  const title = `Draw the map of our harbour ${mark}`;
  const client = await newClient(browser, `Quay ${mark}`);
  const freelancer = await newFreelancer(browser, `Mira ${mark}`, "Maps, SQL");
  await addFunds(client.page, "500");
  await postJob(client.page, { title, budget: "300", skills: "Maps", releaseRule: "On approval" });
  const job = new URL(client.page.url()).pathname;
  await findAndApply(freelancer.page, { title, search: mark, price: "280" });
  const proposal = new URL(freelancer.page.url()).pathname;
  await openProposals(client.page, title);
  await disclose(client.page, "Decline");
  await expectSound(client.page, "the proposals with a question open");
  await openProposals(client.page, title);
  await hire(client.page, freelancer.name, "€280.00");
  const contract = new URL(client.page.url()).pathname;
  await freelancer.page.goto(contract);
  await submitWork(freelancer.page, "The map, in three sheets.", /Submit work for review/);

  const both = [
    "/home",
    "/my-jobs",
    "/wallet",
    "/wallet/withdraw",
    "/settings",
    "/settings/profile",
  ];
  await examine(client.page, [
    ...both,
    job,
    `${job}/proposals`,
    proposal,
    contract,
    "/jobs",
    "/jobs/new",
    "/wallet/add-funds",
  ]);
  await examine(freelancer.page, [
    ...both,
    job,
    proposal,
    contract,
    "/jobs",
    `/jobs?job=${job.split("/").at(-1)}`,
  ]);
});

test("no public page breaks an accessibility rule or complains in the console", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await examine(page, ["/", "/jobs", "/register", "/sign-in"]);
});

test("what a role is not for does not exist for it", async ({ browser }) => {
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
