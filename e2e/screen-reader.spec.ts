import { expect, type Locator } from "@playwright/test";
import { addFunds, apply, hire, postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { test } from "./support/test.ts";

/*
 * What a screen reader says, written down in e2e/heard: the board with a job open, a contract, a conversation and
 * the inbox, the wallet. `npx playwright test e2e/screen-reader.spec.ts --update-snapshots` writes it anew.
 */

const says = (part: Locator, name: string) => expect(part).toMatchAriaSnapshot({ name });

test("the board, a contract, the inbox and the wallet say what they show", async ({ browser }) => {
  test.setTimeout(180_000);
  const mark = `heard${Date.now()}`;
  const title = `Read the logbooks aloud ${mark}`;
  const poster = await newClient(browser, `Logbook ${mark}`);
  const { page: client } = poster;
  const freelancer = await newFreelancer(browser, "Runa Berg", "SQL");
  await addFunds(client, "500");
  const job = await postJob(poster, { title, releaseRule: "On approval" });
  const jobId = job.split("/").at(-1) ?? "";

  await freelancer.page.goto(`/jobs?q=${mark}&job=${jobId}`);
  await says(freelancer.page.getByRole("main"), "board.aria.yml");

  await apply(freelancer, title, "280");
  await client.goto(`${job}/proposals`);
  await hire(client, freelancer.name, "€280.00");
  await says(client.getByRole("main"), "contract.aria.yml");

  await client.getByRole("button", { name: "Message Runa" }).first().click();
  await expect(client).toHaveURL(/\/inbox\/cnv_/);
  await client.getByRole("textbox", { name: /^Write to/ }).fill("The first logbook is yours.");
  await client.keyboard.press("Enter");
  await expect(client.getByRole("log").locator("[data-seq]")).toHaveCount(1);
  await says(client.getByRole("main"), "inbox.aria.yml");

  await client.goto("/wallet");
  await says(client.getByRole("main"), "wallet.aria.yml");
});
