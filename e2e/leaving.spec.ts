import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { readZip } from "#db/testing/read-zip";
import { withDatabase } from "./support/database.ts";
import { field } from "./support/form.ts";
import { disclose } from "./support/marketplace.ts";
import { fillSignIn, newClient, newFreelancer, PASSWORD } from "./support/person.ts";
import { expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

/** The link in the newest mail to this address that leads to this page. */
async function readLink(email: string, path: string): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    await withDatabase(async (sql) => {
      const rows =
        await sql`select body from mails where to_address = ${email} order by created_at`;
      link = rows
        .map(({ body }) => new RegExp(`\\S+(${path}\\?token=\\S+)`).exec(String(body))?.[1])
        .findLast(Boolean);
    });
    expect(link).toBeDefined();
  }).toPass();
  return link ?? "";
}

/** As if the person had signed in an hour ago: what is asked once more is asked now. */
async function passAnHour(email: string): Promise<void> {
  await withDatabase(
    (sql) => sql`update sessions set proved_at = proved_at - interval '1 hour'
      where user_id = (select id from users where email = ${email})`,
  );
}

test("everything that is known of a person comes along as one file", async ({ browser }) => {
  const { page, email } = await newFreelancer(browser, "Ida Berg", "Excel");
  const known = "A sentence of mine that has to be in the file.";
  await withDatabase(async (sql) => {
    await sql`update freelancer_profiles set bio = ${known}
      where user_id = (select id from users where email = ${email})`;
  });
  await page.goto("/settings");
  await page.getByRole("link", { name: "Download your data" }).click();
  await page.getByRole("button", { name: "Make my file" }).click();
  const link = page.getByRole("link", { name: "Download the ZIP file" });
  await expect(link).toBeVisible();
  await expectSoundInBothThemes(page, "a file that is ready");
  const started = page.waitForEvent("download");
  await link.click();
  const entries = readZip(await readFile(await (await started).path()));
  expect(entries.get("profile.json")?.toString()).toContain(known);
  const address = (await link.getAttribute("href")) ?? "";
  const other = await newClient(browser, "Harbour Books");
  expect((await other.context.request.get(address)).status()).toBe(404);
  await page.goto("/notifications");
  await expect(page.getByText("Your data is ready to be downloaded")).toBeVisible();
});

test("an address is changed by a link to the new one, and the old one takes it back", async ({
  browser,
}) => {
  const { page, context, email } = await newFreelancer(browser, "Bo Lind", "Excel");
  const changed = `new-${email}`;
  await passAnHour(email);
  await page.goto("/settings/email");
  await expectSoundInBothThemes(page, "changing the address");
  await field(page, "New e-mail address").fill(changed);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await page.getByLabel("Your password").fill(PASSWORD);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page.getByText("a link is on its way to this address")).toBeVisible();

  const link = await readLink(changed, "/change-email");
  expect((await context.request.head(link)).status()).toBe(200);
  await page.goto(link);
  await page.getByRole("button", { name: "Use this address" }).click();
  await expect(page).toHaveURL("/home");
  await page.goto("/settings");
  await expect(page.getByText(changed, { exact: true })).toBeVisible();

  await page.goto(await readLink(email, "/undo-email"));
  await expectSoundInBothThemes(page, "undoing a change");
  await page.getByRole("button", { name: "Undo the change" }).click();
  await expect(page.getByText("has its former e-mail address back")).toBeVisible();
  await page.goto(await readLink(email, "/reset-password"));
  await page.getByRole("textbox", { name: "New password" }).fill("four words in a row");
  await page.getByRole("button", { name: "Set my new password" }).click();
  await fillSignIn(page, email, "four words in a row");
  await expect(page).toHaveURL("/home");
});

test("money that is on its way keeps somebody here, with a link to it", async ({ browser }) => {
  const { page } = await newClient(browser, "Fjell and Fjord");
  await page.goto("/wallet/add-funds");
  await field(page, "Amount").fill("50");
  await page.getByRole("radio", { name: /4242/ }).check();
  await page.getByRole("button", { name: /^Add €/ }).click();
  await expect(page).toHaveURL(/payment=pay_/);
  await page.goto("/settings/leave");
  await expect(page.getByText(/is on its way to your wallet|is in your wallet/)).toBeVisible();
  await page.getByRole("link", { name: /See how it stands|Withdraw it/ }).click();
  await expect(page).toHaveURL(/\/wallet\//);
});

test("whoever leaves is signed out and gone", async ({ browser }) => {
  const { page, email } = await newFreelancer(browser, "Kim Aas", "Excel");
  await passAnHour(email);
  await page.goto("/settings/leave");
  await expectSoundInBothThemes(page, "leaving");
  await disclose(page, "Delete my account");
  await page.getByRole("button", { name: "Yes, delete my account for good" }).click();
  await page.getByLabel("Your password").fill(PASSWORD);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page).toHaveURL("/goodbye");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/home");
  await expect(page).toHaveURL(/\/sign-in/);
  await fillSignIn(page, email, PASSWORD);
  await expect(page.getByText("E-mail and password don’t match")).toBeVisible();
});
