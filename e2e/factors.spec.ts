import { expect, type Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { withDatabase } from "./support/database.ts";
import { field } from "./support/form.ts";
import { addFunds } from "./support/marketplace.ts";
import { newClient, PASSWORD } from "./support/person.ts";
import { expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

const HALF_A_MINUTE_MS = 30_000;

/** A device that answers at once, as if its owner had shown a finger. */
async function addDevice(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("WebAuthn.enable");
  await browser.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function signOut(page: Page): Promise<void> {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/");
}

async function enterPassword(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await field(page, "E-mail").fill(email);
  await field(page, "Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/sign-in/code");
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Code", exact: true }).fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Half an hour ago they showed who they are. */
async function forgetProof(email: string): Promise<void> {
  await withDatabase(
    (sql) => sql`
      update sessions set proved_at = now() - interval '30 minutes'
      from users where users.id = sessions.user_id and users.email = ${email}`,
  );
}

test("signing in with an app’s code, a recovery code and a passkey; and asked once more before money leaves", async ({
  browser,
}) => {
  const { page, email } = await newClient(browser, `Factors ${Date.now()}`);
  await addFunds(page, "50");

  await page.goto("/settings");
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await expect(page).toHaveURL("/settings/authenticator");
  await expect(page.getByRole("img", { name: "Picture of the key, for your app" })).toBeVisible();
  await expectSoundInBothThemes(page, "setting up an app");
  const key = await page.getByRole("code").textContent();
  const secret = key?.replace(/\s/g, "") ?? "";
  const app = new TOTP({ secret });
  await field(page, "Code from your app").fill(app.generate());
  await page.getByRole("button", { name: "Switch it on" }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  await expectSoundInBothThemes(page, "recovery codes");
  const recoveryCode = (await codes.first().textContent()) ?? "";

  await signOut(page);
  await enterPassword(page, email);
  await expectSoundInBothThemes(page, "asking for a code");
  await enterCode(page, "000000");
  await expect(page.getByText("Nothing was changed").first()).toBeVisible();
  // The code of this half minute is used.
  await enterCode(page, app.generate({ timestamp: Date.now() + HALF_A_MINUTE_MS }));
  await expect(page).toHaveURL("/home");

  await signOut(page);
  await enterPassword(page, email);
  await enterCode(page, recoveryCode);
  await expect(page).toHaveURL("/home");

  await addDevice(page);
  await page.goto("/settings");
  await expect(page.getByText("9 of 10 recovery codes are left")).toBeVisible();
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("not used yet")).toBeVisible();
  await expect(page.getByText("Recovery code used")).toBeVisible();
  await expectSoundInBothThemes(page, "the settings with every factor");
  await signOut(page);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL("/home");

  await forgetProof(email);
  await page.goto("/wallet/withdraw");
  await field(page, "Amount").fill("20");
  await page.getByRole("radio", { name: "Another bank account" }).check();
  await field(page, /^IBAN/).fill("DE89 3704 0044 0532 0130 00");
  await page.getByRole("button", { name: /^Withdraw/ }).click();
  await expect(page.getByText("Confirm that it is you", { exact: true })).toBeVisible();
  await expect(field(page, "Your password")).toBeFocused();
  await expect(field(page, "Amount")).toHaveValue("20");
  await expectSoundInBothThemes(page, "asked once more");
  await field(page, "Your password").fill("not my password");
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page.getByText("That is not your password").first()).toBeVisible();
  await field(page, "Your password").fill("");
  await page.getByRole("button", { name: "Use a passkey instead" }).click();
  await expect(page).toHaveURL(/\/wallet\/withdraw\?payment=/);
  await expect(page.getByText("€20.00").filter({ visible: true }).first()).toBeVisible();
});
