import { expect } from "@playwright/test";
import { readLink } from "./support/outbox.ts";
import { fillSignIn, PASSWORD, signIn } from "./support/person.ts";
import { test } from "./support/test.ts";

test("an admin appoints a moderator, who sees the house with their rights only", async ({
  page,
  browser,
}) => {
  const admin = await signIn(browser, "admin@example.com", "workhub-demo");
  const email = `bo.${Date.now()}@example.com`;
  await admin.goto("/admin/staff");
  const form = admin.getByRole("form", { name: "Appoint somebody" });
  await form.getByRole("textbox", { name: "Name" }).fill("Bo Lind");
  await form.getByRole("textbox", { name: "E-mail" }).fill(email);
  await form.getByRole("combobox", { name: "Role" }).selectOption("Moderator");
  await form.getByRole("button", { name: "Appoint" }).click();
  await expect(admin.getByText("The account is made")).toBeVisible();
  await expect(admin.getByRole("listitem").filter({ hasText: email })).toContainText("Moderator");

  await page.goto(await readLink(admin, email, "You were asked to help run WorkHub"));
  await page.getByRole("textbox", { name: "New password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Set my new password" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await fillSignIn(page, email);
  await expect(page).toHaveURL("/admin");
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();

  const house = page.getByRole("navigation", { name: "House" });
  if (await house.locator("summary").isVisible()) await house.locator("summary").click();
  await expect(
    house.getByRole("link", { name: "Reports" }).filter({ visible: true }),
  ).toBeVisible();
  await expect(house.getByRole("link", { name: "Ledger" })).toHaveCount(0);
  await expect(house.getByRole("link", { name: "Staff" })).toHaveCount(0);
  for (const path of ["/admin/ledger", "/admin/staff", "/admin/audit"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: /nothing here/i })).toBeVisible();
  }
  await page.goto("/admin/people?q=moreira");
  await page.getByRole("main").getByRole("link", { name: "Ana Moreira" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ana Moreira" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Wallet" })).toHaveCount(0);
});
