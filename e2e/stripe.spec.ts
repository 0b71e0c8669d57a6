import { type Browser, expect, type Page } from "@playwright/test";
import { freePort } from "#lib/free-port";
import { type Child, spawnScript } from "#scripts/child";
import { STANDIN_KEY, STANDIN_SECRET, type Standin, startStandin } from "#scripts/stripe/standin";
import { fillSignIn } from "./support/person.ts";
import { test } from "./support/test.ts";

/*
 * Money through Stripe's pages, with the stand-in behind them. WorkHub is started once more for it, from the build that
 * is there already.
 */
let standin: Standin;
let workhub: Child;
let address: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const port = String(await freePort());
  address = `http://localhost:${port}`;
  standin = await startStandin(0, async (body, signature) => {
    const headers = { "content-type": "application/json", "stripe-signature": signature };
    const init = { method: "POST", headers, body };
    return (await fetch(`${address}/api/payments/events`, init)).ok;
  });
  workhub = spawnScript("scripts/start.ts", [], {
    PORT: port,
    DATA_DIR: `test-results/stripe-data-${port}`,
    NEXT_DIST_DIR: ".next-e2e",
    EXPOSE_TESTING_API: "1",
    DATABASE_URL: "",
    DATABASE_APP_URL: "",
    CURRENCY: "EUR",
    DEMO: "1",
    LOG_LEVEL: "warn",
    STRIPE_SECRET_KEY: STANDIN_KEY,
    STRIPE_WEBHOOK_SECRET: STANDIN_SECRET,
    STRIPE_API: standin.address,
  });
  await expect.poll(isReady, { timeout: 150_000 }).toBe(true);
});

test.afterAll(async () => {
  await workhub?.stop();
  await standin?.close();
});

const lastSession = () => [...standin.sessions.keys()].at(-1) ?? "";

async function isReady(): Promise<boolean> {
  const response = await fetch(`${address}/api/health/ready`).catch(() => null);
  return response?.ok ?? false;
}

async function personOfDemo(browser: Browser, email: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: address });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await fillSignIn(page, email, "workhub-demo");
  await expect(page).not.toHaveURL(/sign-in/);
  return page;
}

/** Fills in the form, which leads to Stripe's page by itself. */
async function goToPay(page: Page, amount: string): Promise<void> {
  await page.goto(`/wallet/add-funds?amount=${amount}`);
  await page.getByRole("button", { name: `Add €${amount}` }).click();
  await expect(page.getByRole("heading", { name: `Pay €${amount}` })).toBeVisible();
}

/** Opens the account to which a person is paid out, and goes on to Stripe's page. */
async function openAccount(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Open an account at Stripe/ }).click();
  await page.getByRole("link", { name: /^Answer at Stripe/ }).click();
}

const press = (page: Page, name: string) => page.getByRole("button", { name }).click();

test("funds are added with 3-D Secure, after a card that was declined", {
  tag: "@long",
}, async ({ browser }) => {
  const page = await personOfDemo(browser, "maarten.dewit@example.com");
  await goToPay(page, "50.00");
  await press(page, "Pay with a card that is declined");
  await expect(page.getByRole("alert")).toContainText("Your card was declined.");
  await press(page, "Pay with a card that asks for 3-D Secure");
  await press(page, "Complete authentication");
  await expect(page.getByText("The money is in your wallet")).toBeVisible();
});

test("a payment that was left by Back can be continued, and ends when its day is over", {
  tag: "@long",
}, async ({ browser }) => {
  const page = await personOfDemo(browser, "maarten.dewit@example.com");
  await goToPay(page, "20.00");
  await page.goBack();
  await expect(page.getByText("This payment is not finished")).toBeVisible();
  expect(page.url()).not.toContain("new");
  // Stripe had answered before the page was first drawn: it leads there all the same, and only once.
  await page.goto(`${page.url()}&new`);
  await expect(page.getByRole("heading", { name: "Pay €20.00" })).toBeVisible();
  await page.goBack();
  await expect(page.getByText("This payment is not finished")).toBeVisible();
  await page.getByRole("link", { name: "Continue to payment" }).click();
  await press(page, "Pay with a card that works");
  await expect(page.getByText("The money is in your wallet")).toBeVisible();

  await goToPay(page, "30.00");
  await page.getByRole("link", { name: "Leave without paying" }).click();
  await expect(page.getByText("This payment is not finished")).toBeVisible();
  standin.expire(lastSession());
  await expect(page.getByText("This payment did not go through")).toBeVisible();
  await expect(page.getByText("nobody finished it in time")).toBeVisible();

  await goToPay(page, "40.00");
  await page.getByRole("link", { name: "Leave without paying" }).click();
  await press(page, "Give up this payment");
  await expect(page.getByText("You gave up this payment")).toBeVisible();
  expect(standin.sessions.get(lastSession())).toMatchObject({ status: "expired" });
});

test("money is withdrawn to an account at Stripe, and comes back when the payout fails after it was paid", {
  tag: "@long",
}, async ({ browser }) => {
  const page = await personOfDemo(browser, "ana.moreira@example.com");
  await page.goto("/wallet/withdraw");
  await openAccount(page);
  await press(page, "Answer all but the identity document");
  await expect(page.getByText("Verification document")).toBeVisible();
  await page.getByRole("link", { name: /^Answer at Stripe/ }).click();
  await press(page, "Answer everything");

  await page.getByLabel("Amount").fill("20");
  await press(page, "Withdraw €20.00");
  await expect(page.getByText("From there to your bank").first()).toBeVisible();
  const [payoutId = ""] = [...standin.payouts.payouts.keys()].slice(-1);
  standin.endPayout(payoutId, "paid");
  await expect(page.getByText("The money is in your bank account")).toBeVisible();
  standin.endPayout(payoutId, "failed");
  await standin.settle();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("The bank could not complete this withdrawal")).toBeVisible({
      timeout: 2_000,
    });
  }).toPass();
});

test("a payment that was spent is charged back and owed, and won back again", {
  tag: "@long",
}, async ({ browser }) => {
  test.setTimeout(180_000);
  const page = await personOfDemo(browser, "maarten.dewit@example.com");
  await goToPay(page, "60.00");
  await press(page, "Pay with a card that works");
  await expect(page.getByText("The money is in your wallet")).toBeVisible();
  const disputed = lastSession();

  // Some of it goes back to the card, and everything else to a bank account.
  await page.goto("/wallet/withdraw");
  await page.getByRole("radio", { name: "Back to the card ending 4242" }).first().check();
  await page.getByLabel("Amount").fill("20");
  await press(page, "Withdraw €20.00");
  await expect(page.getByText("Your money has gone back to your card")).toBeVisible();
  await page.goto("/wallet/withdraw");
  await openAccount(page);
  await press(page, "Answer everything");
  await page.getByRole("radio", { name: /^Stripe/ }).check();
  await page.getByRole("link", { name: /^All of it/ }).click();
  await page.getByRole("button", { name: /^Withdraw €/ }).click();
  await expect(page.getByText("From there to your bank").first()).toBeVisible();

  standin.dispute(disputed, "open");
  await standin.settle();
  await expect(async () => {
    await page.goto("/wallet");
    await expect(page.getByText("You owe €40.00.")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.goto("/wallet/withdraw");
  await expect(page.getByText("You owe €40.00.")).toBeVisible();

  standin.dispute(disputed, "won");
  await standin.settle();
  await expect(async () => {
    await page.goto("/wallet");
    const givenBack = page.getByText("Given back by card ··4242").filter({ visible: true });
    await expect(givenBack.first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByText("You owe €")).toHaveCount(0);
});
