import { expect, type Page } from "@playwright/test";
import { aPicture, aText, attach } from "./support/files.ts";
import { field } from "./support/form.ts";
import { disclose, startContract, submitWork } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { test } from "./support/test.ts";

/* A contract's page is about the work: it is read in that order, and decided within reach of the thumb. */

/** The positions of these texts in the document, which is the order for a screen reader. */
async function expectOrder(page: Page, texts: readonly RegExp[]): Promise<void> {
  const findPlaces = async () => {
    const main = (await page.locator("main").textContent()) ?? "";
    return texts.map((text) => main.search(text));
  };
  // The page streams in after its frame.
  await expect.poll(findPlaces, { message: String(texts) }).not.toContain(-1);
  const places = await findPlaces();
  expect(places).toEqual(places.toSorted((a, b) => a - b));
}

test("the work comes before its decision, with the client's request beside it, and no file twice", {
  tag: "@long",
}, async ({ browser }) => {
  test.setTimeout(180_000);
  const mark = `work${Date.now()}`;
  const title = `Draw the lighthouse ${mark}`;
  const client = await newClient(browser, `Light ${mark}`);
  const freelancer = await newFreelancer(browser, `Ida ${mark}`, "Drawing");
  const { contract } = await startContract(client, freelancer, {
    title,
    price: "280",
    releaseRule: "On approval",
  });
  await client.page.goto(contract);
  const { page } = client;

  await freelancer.page.goto(contract);
  await attach(freelancer.page, [await aPicture("tower.png"), aText("words.txt", "By hand.")]);
  await submitWork(freelancer.page, "The tower, from the sea.", /Submit work for review/);
  await page.reload();
  const order = [
    /If nobody acts/i,
    /The work/,
    /from the sea/,
    /tower\.png/,
    /Approve and release/,
  ];
  await expectOrder(page, [...order, /Message Ida/, /Agreed/i, /What happened/]);

  await disclose(page, "Request changes");
  await expect(page.locator("summary").filter({ hasText: "Approve and release" })).toBeHidden();
  await field(page, "What should be different?").fill("Make it taller.");
  await page.getByRole("button", { name: "Send version 1 back" }).click();
  await expect(page.getByText("Make it taller.").filter({ visible: true })).toHaveCount(1);
  await freelancer.page.reload();
  await expectOrder(freelancer.page, [
    /The work/,
    /What to change/,
    /from the sea/,
    /Submit version 2/,
  ]);
  await attach(freelancer.page, [await aPicture("tower.png", "#23314a")]);
  await submitWork(freelancer.page, "Taller now.", /Submit work for review/);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect(page.getByText("Make it taller.").filter({ visible: true })).toHaveCount(1);
  await expect(page.getByRole("link", { name: /^tower ?\.png/ })).toHaveCount(1);
  const approve = page.locator("summary").filter({ hasText: "Approve and release" });
  await expect(approve).toBeInViewport({ ratio: 1 });
  await page.getByRole("tab", { name: "Version 1" }).click();
  await expect(page.getByRole("link", { name: /^tower ?\.png/ })).toHaveCount(1);
  await expect(page.getByRole("link", { name: /^words ?\.txt/ })).toHaveCount(1);

  // Dates are not tab stops.
  expect(await page.locator("main :is(a, button):has(> time)").count()).toBe(0);
});
