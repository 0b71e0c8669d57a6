import { expect, type Page } from "@playwright/test";

/** The link in the newest mail to this address, as the operator finds it without a mail server. */
export async function readLink(operator: Page, email: string, subject: string): Promise<string> {
  const mail = operator
    .getByRole("listitem")
    .filter({ hasText: email })
    .filter({ hasText: subject });
  // The worker writes it.
  await expect(async () => {
    await operator.goto("/admin/outbox");
    await expect(mail.first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await mail.first().getByRole("link").click();
  await expect(operator.getByRole("heading", { level: 1, name: subject })).toBeVisible();
  const link = operator.getByRole("link", { name: /token=/ }).first();
  return (await link.getAttribute("href")) ?? "";
}
