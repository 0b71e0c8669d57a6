import { expect } from "@playwright/test";
import { field } from "./support/form.ts";
import { addFunds, disclose, startContract, submitWork } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { test } from "./support/test.ts";

/* What two people agreed on changes while they work, and the money follows. */

test("one job becomes three milestones by a change that both agree on, and what is left is settled", {
  tag: "@long",
}, async ({ browser }) => {
  test.setTimeout(180_000);
  const mark = `parts${Date.now()}`;
  const title = `Map the harbour ${mark}`;
  const client = await newClient(browser, `Port ${mark}`);
  const freelancer = await newFreelancer(browser, `Ida ${mark}`, "Drawing");
  await addFunds(client.page, "200");
  const { contract } = await startContract(client, freelancer, {
    title,
    price: "300",
    releaseRule: "On approval",
  });

  // The freelancer proposes to deliver in three parts.
  await freelancer.page.goto(contract);
  await expect(freelancer.page.getByRole("heading", { name: "Milestones" })).toHaveCount(0);
  await disclose(freelancer.page, "Has something changed?");
  await freelancer.page.getByRole("link", { name: "Propose a change" }).click();
  const row = (number: number) => freelancer.page.getByRole("group").nth(number);
  await row(0).getByLabel("Price").fill("100");
  for (const [index, name] of ["The quays", "The lights"].entries()) {
    await row(index + 2)
      .getByLabel("Title")
      .fill(name);
    await row(index + 2)
      .getByLabel("Price")
      .fill("100");
    await row(index + 2)
      .getByLabel("Days")
      .fill("5");
  }
  await freelancer.page.getByRole("button", { name: /^Send this proposal/ }).click();
  await expect(
    freelancer.page.getByRole("heading", { name: "You propose a change" }),
  ).toBeVisible();

  // The client sees the difference and accepts it; the money of what is not begun is free again.
  await client.page.goto(contract);
  await expect(client.page.getByText("The quays")).toBeVisible();
  await client.page.getByRole("button", { name: "Accept this change" }).click();
  await expect(client.page.getByRole("heading", { name: "Milestones" })).toBeVisible();
  await expect(client.page.getByText("€100.00 from you is held").first()).toBeAttached();

  await freelancer.page.goto(contract);
  await submitWork(freelancer.page, "The chart.", /Submit work for review/);
  await client.page.goto(contract);
  await disclose(client.page, "Approve and release");
  await client.page.getByRole("button", { name: /^Release €100/ }).click();
  await expect(client.page.getByText(/Hold €100.00 for this milestone/)).toBeVisible();
  await disclose(client.page, "Hold €100");
  await client.page.getByRole("button", { name: "Hold €100.00", exact: true }).click();

  // They part: half of what is held, and the third part is dropped.
  await disclose(client.page, "Has something changed?");
  await client.page.getByRole("link", { name: "Settle early" }).click();
  await field(client.page, /How much of it goes to/).fill("50");
  await client.page.getByRole("button", { name: /^Send this proposal/ }).click();
  await expect(client.page.getByRole("heading", { name: "You propose to settle" })).toBeVisible();
  await freelancer.page.goto(contract);
  await freelancer.page.getByRole("button", { name: "Accept this settlement" }).click();
  await expect(freelancer.page.getByRole("heading", { name: /propose/ })).toHaveCount(0);
  await freelancer.page.goto("/wallet");
  await expect(freelancer.page.getByText("€150.00").first()).toBeVisible();
});
