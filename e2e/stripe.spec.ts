import { expect, type Page } from "@playwright/test";
import { freePort } from "#lib/free-port";
import { postForm } from "./support/form.ts";
import { disclose, hire, offerWork, submitWork } from "./support/marketplace.ts";
import { fillSignIn, newClient, newFreelancer, type Person } from "./support/person.ts";
import { type AtStripe, startAtStripe } from "./support/stripe.ts";
import { test } from "./support/test.ts";

/* Money through Stripe's pages, with the stand-in behind them. WorkHub is started once more for it. */
const port = await freePort();
test.use({ baseURL: `http://localhost:${port}` });

let at: AtStripe;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  at = await startAtStripe(port);
});

test.afterAll(() => at?.stop());

const lastSession = () => [...at.standin.sessions.keys()].at(-1) ?? "";

/** Fills in the form, which leads to Stripe's page by itself. */
async function goToPay(page: Page, amount: string): Promise<void> {
  await page.goto(`/wallet/add-funds?amount=${amount}`);
  await page.getByRole("button", { name: `Add €${amount}` }).click();
  await expect(page.getByRole("heading", { name: `Pay €${amount}` })).toBeVisible();
}

/** Has funds added, for a test that is about something else. Returns the name of Stripe's session. */
async function payIn({ context }: Person, amount: string): Promise<string> {
  const fields = { amountCents: amount, card: "checkout" };
  const receipt = await postForm(context, "/wallet/add-funds", fields);
  const sessionOf = () =>
    [...at.standin.sessions.values()].find((one) => receipt.includes(one.client_reference_id))?.id;
  await expect.poll(sessionOf, { intervals: [100] }).toBeTruthy();
  const session = sessionOf() ?? "";
  at.standin.tryToPay(session, "pay");
  const readReceipt = async () => (await context.request.get(receipt)).text();
  await expect.poll(readReceipt, { intervals: [200] }).toContain("The money is in your wallet");
  return session;
}

/** Opens the account to which a person is paid out, and goes on to Stripe's page. */
async function openAccount(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Open an account at Stripe/ }).click();
  await page.getByRole("link", { name: /^Answer at Stripe/ }).click();
}

/** Loads a page again until it says this: what the stand-in did is on its way to it. */
async function untilShown(page: Page, path: string, text: string): Promise<void> {
  await at.standin.settle();
  await expect(async () => {
    await page.goto(path);
    const found = page.getByText(text).filter({ visible: true }).first();
    await expect(found).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

const press = (page: Page, name: string) => page.getByRole("button", { name }).click();

test("funds are added with 3-D Secure, after a card that was declined", async ({ browser }) => {
  const { page } = await newClient(browser, "Karten Nord", at.database);
  await goToPay(page, "50.00");
  await press(page, "Pay with a card that is declined");
  await expect(page.getByRole("alert")).toContainText("Your card was declined.");
  await press(page, "Pay with a card that asks for 3-D Secure");
  await press(page, "Complete authentication");
  await expect(page.getByText("The money is in your wallet")).toBeVisible();
});

test("a payment that was left by Back can be continued, and ends when its day is over", async ({
  browser,
}) => {
  const { page } = await newClient(browser, "Karten West", at.database);
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
  at.standin.expire(lastSession());
  await expect(page.getByText("This payment did not go through")).toBeVisible();
  await expect(page.getByText("nobody finished it in time")).toBeVisible();

  await goToPay(page, "40.00");
  await page.getByRole("link", { name: "Leave without paying" }).click();
  await press(page, "Give up this payment");
  await expect(page.getByText("You gave up this payment")).toBeVisible();
  expect(at.standin.sessions.get(lastSession())).toMatchObject({ status: "expired" });
});

test("a client pays what is missing while hiring: an abandoned payment hires nobody, the next one hires by itself", async ({
  browser,
}) => {
  const client = await newClient(browser, "Archiv Nord", at.database);
  const pia = await newFreelancer(browser, "Pia Sand", "SQL", at.database);
  const title = "Sort our archive";
  await payIn(client, "100");
  const job = await offerWork(client, { title, releaseRule: "On approval" }, [
    { from: pia, price: "280" },
  ]);
  const { page } = client;
  await page.goto(`${job}/proposals`);
  await disclose(page, "Hire Pia");
  await press(page, "Pay €180.00 and hire Pia");
  await page.getByRole("link", { name: "Leave without paying" }).click();
  const receipt = page.getByRole("main");
  await expect(receipt.getByText("It will hire Pia")).toBeVisible();
  at.standin.expire(lastSession());
  await expect(
    receipt.getByText("This payment was not completed, so Pia was not hired"),
  ).toBeVisible();
  await receipt.getByRole("link", { name: "Back to the proposal" }).click();
  await expect(page).toHaveURL(/\/proposals\/prp_\w+\?hire/);

  await press(page, "Pay €180.00 and hire Pia");
  await press(page, "Pay with a card that works");
  await expect(receipt.getByText("Paid, and Pia is hired")).toBeVisible();
  await receipt.getByRole("link", { name: "Go to the contract" }).click();
  await expect(page.getByText("€280.00 held").first()).toBeVisible();
});

test("a client who hires somebody else while a payment is open is not led on to it, and what is paid after all is in the wallet", async ({
  browser,
}) => {
  const client = await newClient(browser, "Karten Süd", at.database);
  const pia = await newFreelancer(browser, "Pia Sand", "SQL", at.database);
  const nils = await newFreelancer(browser, "Nils Tal", "SQL", at.database);
  const title = "Label our maps";
  await payIn(client, "100");
  const job = await offerWork(client, { title, releaseRule: "On approval" }, [
    { from: pia, price: "280" },
    { from: nils, price: "90" },
  ]);
  const { page } = client;
  await page.goto(`${job}/proposals`);
  await disclose(page, "Hire Pia");
  await press(page, "Pay €180.00 and hire Pia");
  await expect(page.getByRole("heading", { name: "Pay €180.00" })).toBeVisible();
  const stripePage = page.url();
  await page.getByRole("link", { name: "Leave without paying" }).click();
  await expect(page.getByText("It will hire Pia")).toBeVisible();
  await expect(page.getByRole("link", { name: "Continue to payment" })).toBeVisible();
  const receipt = page.url();

  await page.goto(`${job}/proposals`);
  await hire(page, "Nils Tal", "€90.00");
  await page.goto(receipt);
  await expect(page.getByText("would no longer hire Pia")).toBeVisible();
  await expect(page.getByRole("link", { name: "Continue to payment" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Give up this payment" })).toBeVisible();

  // Stripe's page was still open somewhere.
  await page.goto(stripePage);
  await press(page, "Pay with a card that works");
  await expect(page.getByText(/Pia was not hired: .* The money is in your wallet/)).toBeVisible();
  await expect(page.getByRole("link", { name: "€190.00 available" })).toBeVisible();
});

test("money is withdrawn to an account at Stripe, and comes back when the payout fails after it was paid", async ({
  browser,
}) => {
  const client = await newClient(browser, "Archiv Ost", at.database);
  const { page, context, ...rest } = await newFreelancer(browser, "Ida Berg", "SQL", at.database);
  const title = "Copy our registers";
  await payIn(client, "60");
  const offers = [{ from: { page, context, ...rest }, price: "60" }];
  const job = await offerWork(client, { title, releaseRule: "On submission" }, offers);
  await client.page.goto(`${job}/proposals`);
  await hire(client.page, "Ida Berg", "€60.00");
  await page.goto(new URL(client.page.url()).pathname);
  await submitWork(page, "All of it, in one table.", /^Submit work and receive/);

  await page.goto("/wallet/withdraw");
  await openAccount(page);
  await press(page, "Answer all but the identity document");
  await expect(page.getByText("Verification document")).toBeVisible();
  await page.getByRole("link", { name: /^Answer at Stripe/ }).click();
  await press(page, "Answer everything");

  await page.getByLabel("Amount").fill("20");
  await press(page, "Withdraw €20.00");
  await expect(page.getByText("From there to your bank").first()).toBeVisible();
  const [payoutId = ""] = [...at.standin.payouts.payouts.keys()].slice(-1);
  at.standin.endPayout(payoutId, "paid");
  await expect(page.getByText("The money is in your bank account")).toBeVisible();
  at.standin.endPayout(payoutId, "failed");
  await untilShown(page, page.url(), "The bank could not complete this withdrawal");
});

test("a payment that was spent is charged back and owed, settled by the next payment, and won back again", async ({
  browser,
}) => {
  const client = await newClient(browser, "Archiv West", at.database);
  const pia = await newFreelancer(browser, "Pia Sand", "SQL", at.database);
  const { page } = client;
  await payIn(client, "20");
  const disputed = await payIn(client, "60");

  // Some of it goes back to the card, out of both payments, and everything else is held for a contract.
  await page.goto("/wallet/withdraw");
  await page.getByRole("radio", { name: "Back to the Visa card ending 4242" }).check();
  await page.getByLabel("Amount").fill("40");
  await press(page, "Withdraw €40.00");
  await expect(page.getByText("It goes back in 2 parts")).toBeVisible();
  await expect(page.getByText("Your money has gone back to your card")).toHaveCount(2);
  const title = "Scan our letters";
  const job = await offerWork(client, { title, releaseRule: "On approval" }, [
    { from: pia, price: "40" },
  ]);
  await page.goto(`${job}/proposals`);
  await hire(page, "Pia Sand", "€40.00");

  at.standin.dispute(disputed, "open");
  await untilShown(page, "/wallet/withdraw", "You owe €40.00.");
  await page.getByRole("link", { name: "Settle what you owe" }).click();
  await press(page, "Add €40.00");
  await press(page, "Pay with a card that works");
  await expect(page.getByText("Your payment has arrived, and settled what you owed")).toBeVisible();

  at.standin.dispute(disputed, "won");
  await untilShown(page, "/wallet", "Given back by Visa ··4242");
  await expect(page.getByRole("link", { name: "€40.00 available" })).toBeVisible();
  await expect(page.getByText("You owe €")).toHaveCount(0);
});

test("a difference at Stripe is found on demand, and explained by the admin", async ({ page }) => {
  at.standin.plant("adjustment");
  await page.goto("/sign-in?next=/admin/payments");
  await fillSignIn(page, "admin@example.com", at.adminPassword);
  await expect(page.getByRole("heading", { name: "Payments" })).toBeVisible();
  await press(page, "Reconcile now");
  const found = page.getByRole("listitem").filter({ hasText: "Of an unknown kind" });
  await expect(found.getByText("−€1.23")).toBeVisible();
  await disclose(page, "Explain: Of an unknown kind");
  await found.getByLabel("Why it is right as it is").fill("Stripe took back a credit.");
  await found.getByRole("button", { name: "Mark as explained" }).click();
  await expect(page.getByText("Both sides agree")).toBeVisible();
  // The form has gone with its row.
  await expect(page.getByText("The difference is explained.")).toBeVisible();
  await page.getByRole("link", { name: "Matched or explained" }).click();
  await expect(found.getByText("Stripe took back a credit.")).toBeVisible();
});
