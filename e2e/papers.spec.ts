import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { field } from "./support/form.ts";
import { disclose, startContract, submitWork } from "./support/marketplace.ts";
import { newClient, newFreelancer, signIn } from "./support/person.ts";
import { test } from "./support/test.ts";
import { expectNoOverflow } from "./support/width.ts";

/* What is on paper after a job was paid. */

const PDF = "%PDF-1.7";
const ZIP = "PK\u0003\u0004";

/** Presses what downloads a file, and expects it to begin so. */
async function download(page: Page, name: string, beginning: string): Promise<void> {
  const downloading = page.waitForEvent("download");
  await page
    .getByRole("link", { name })
    .or(page.getByRole("button", { name }))
    .filter({ visible: true })
    .click();
  const path = await (await downloading).path();
  expect((await readFile(path)).subarray(0, beginning.length).toString("latin1")).toBe(beginning);
}

async function saveBilling(page: Page, details: Readonly<Record<string, string>>): Promise<void> {
  await page.goto("/settings/billing");
  const country = field(page, "Country");
  await expect(country.locator("option").first()).toHaveText("Choose a country");
  await country.selectOption({ label: "Portugal" });
  for (const [label, text] of Object.entries(details)) await field(page, label).fill(text);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Invoices that are issued from now on show it.")).toBeVisible();
}

test("an invoice with both sides' details is downloaded, corrected by a credit note, and in the books", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const mark = `papers${Date.now()}`;
  const title = `Print the yearbook ${mark}`;
  const client = await newClient(browser, `Mill ${mark}`);
  const freelancer = await newFreelancer(browser, `Vera ${mark}`, "SQL");
  const { page } = freelancer;
  await saveBilling(page, {
    "Name or company": "Lima Studio",
    Address: "Rua Velha 1\n1200-001 Lisboa",
    "VAT number": "501 442 600",
    "VAT in percent": "23",
  });
  await page.reload();
  await expect(field(page, "VAT in percent")).toHaveValue("23");

  const { contract } = await startContract(client, freelancer, {
    title,
    price: "300",
    releaseRule: "On submission",
  });
  await page.goto(contract);
  await submitWork(page, "Here is the yearbook.", /receive €300.00/);

  await page.goto("/wallet/invoices");
  await page.getByRole("link", { name: title }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: /^Invoice INV-.*-00001/ }),
  ).toBeVisible();
  await expect(page.getByText("VAT 23 %")).toBeVisible();
  await expect(page.getByText("Rua Velha 1")).toBeVisible();
  await download(page, "Download as PDF", PDF);
  await expect(page.getByText("Correct this invoice")).toHaveCount(0);
  const invoice = new URL(page.url()).pathname;

  await saveBilling(page, { Address: "Rua Nova 1\n1200-001 Lisboa" });
  await page.goto(invoice);
  await page.setViewportSize({ width: 390, height: 844 });
  await disclose(page, "Correct this invoice");
  await expect(page.getByText("Rua Nova 1").filter({ visible: true })).toBeVisible();
  await field(page, "What was wrong?").fill("The studio has moved.");
  await expectNoOverflow(page, "the question before a correction");
  await page.getByRole("button", { name: "Cancel it, and issue another" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: /^Invoice INV-.*-00003/ }),
  ).toBeVisible();
  await expect(page.getByText("Rua Nova 1", { exact: true })).toBeVisible();
  await page.goto("/wallet/invoices");
  await expectNoOverflow(page, "the list of invoices");
  await page.getByRole("link", { name: /Credit note/ }).click();
  await expect(page.getByText("Reason: The studio has moved.")).toBeVisible();
  await expect(page.getByText("−€300.00").filter({ visible: true })).toBeVisible();
  await download(page, "Download as PDF", PDF);
  await page.goto(invoice);
  await expect(page.getByText(/This invoice was cancelled by credit note/)).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.goto("/wallet");
  await page.getByRole("link", { name: "Statements" }).click();
  await download(page, "Only the statement, as PDF", PDF);
  await download(page, "Download the ZIP file", ZIP);
  await page.goto("/wallet");
  await page.getByRole("link", { name: title }).first().click();
  await download(page, "Download as PDF", PDF);
});

test("the operator's books are one ZIP file, and nobody else's to download", async ({
  browser,
}) => {
  const operator = await signIn(browser, "admin@example.com", "workhub-demo");
  await operator.goto("/admin/books");
  await download(operator, "Download the ZIP file", ZIP);
  await operator.getByRole("link", { name: "Invoices for fees" }).click();
  await expect(
    operator.getByRole("heading", { level: 1, name: "Invoices for fees" }),
  ).toBeVisible();
  const { context } = await newClient(browser, `Books ${Date.now()}`);
  for (const path of ["/admin/books/download", "/admin/books/sellers"]) {
    expect((await context.request.get(path)).status(), path).toBe(404);
  }
});
