import { type BrowserContext, expect, type Page } from "@playwright/test";
import { field } from "./support/form.ts";
import { holdScripts } from "./support/hold.ts";
import { postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer, type Person } from "./support/person.ts";
import { test } from "./support/test.ts";

/* A form whose answer never comes, a form that is sent again, and text that was typed and never sent. */

type Cut = "before" | "after" | "other build";

/**
 * Breaks the answer to the next form that scripts send: before the server saw it, after it ran, or with the answer of a
 * server of another build.
 */
async function cutNextForm(context: BrowserContext, cut: Cut): Promise<void> {
  let isCut = false;
  await context.route("**/*", async (route) => {
    const request = route.request();
    if (isCut || request.method() !== "POST" || !request.headers()["next-action"]) {
      return route.fallback();
    }
    isCut = true;
    if (cut === "other build") {
      return route.fulfill({ status: 404, headers: { "x-nextjs-action-not-found": "1" } });
    }
    if (cut === "after") await route.fetch();
    return route.abort("connectionreset");
  });
}

async function deposit(page: Page, amount: string): Promise<void> {
  await field(page, "Amount").fill(amount);
  await page.getByRole("radio", { name: /4242/ }).check();
  await page.getByRole("button", { name: /^Add €/ }).click();
}

const deposits = async (page: Page) => {
  await page.goto("/wallet");
  return page.getByRole("table").getByText(/deposit/i);
};

/** What was typed is on the device, sealed: the page's scripts have arrived and have noticed it. */
async function expectKept(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => Object.keys(localStorage).some((key) => key.includes("sealed"))),
    )
    .toBe(true);
}

/** Ends the person's session without telling this browser. */
async function loseSession({ context }: Person): Promise<void> {
  await context.clearCookies({ name: /session-token/ });
}

test("a deposit whose answer was lost is checked, reported as gone through, and made once", async ({
  browser,
}) => {
  const client = await newClient(browser, `Lantern ${Date.now()}`);
  const { page, context } = client;
  await page.goto("/wallet/add-funds");
  await cutNextForm(context, "after");
  await deposit(page, "60");
  await expect(page.getByText("It went through.").first()).toBeVisible();
  await expect(page).toHaveURL(/payment=pay_/);
  await expect(page.getByRole("link", { name: "€60.00 available" })).toBeVisible();
  await expect(page.getByText(/no money moved/i)).toHaveCount(0);
});

test("one that never arrived is reported as not gone through, and keeps what was entered", async ({
  browser,
}) => {
  const client = await newClient(browser, `Beacon ${Date.now()}`);
  const { page, context } = client;
  await page.goto("/wallet/add-funds");
  await cutNextForm(context, "before");
  await deposit(page, "70");
  await expect(page.getByText(/It did not go through\. Nothing was changed/)).toBeVisible();
  await expect(field(page, "Amount")).toHaveValue("70");
  await page.getByRole("button", { name: /^Add €/ }).click();
  await expect(page.getByRole("link", { name: "€70.00 available" })).toBeVisible();
});

for (const document of ["same", "later"] as const) {
  test(`a form's own work removes it before the answer is known: the ${document} document says that it went through`, async ({
    browser,
  }) => {
    const mark = `ebb${document}${Date.now()}`;
    const client = await newClient(browser, `Ebb ${mark}`);
    const title = `Sound the channel ${mark}`;
    const job = await postJob(client, { title, releaseRule: "On approval" });
    const { page, context } = await newFreelancer(browser, `Una ${mark}`, "SQL");
    await page.goto(`${job}/apply`);
    await field(page, /^What you write to/).fill("I have sounded channels for eleven years.");
    await page.getByRole("button", { name: /^Send/ }).click();
    await expect(page).toHaveURL(/\/proposals\/prp_/);

    let isReachable = false;
    await context.route("**/api/forms/*", (route) =>
      isReachable ? route.continue() : route.abort("connectionreset"),
    );
    await page.locator("summary").filter({ hasText: "Withdraw" }).click();
    await cutNextForm(context, "after");
    await page.getByRole("button", { name: "Withdraw this proposal" }).click();
    // The news of its own work has removed the form, which could not find out what had happened.
    await expect(page.getByText("You withdrew this proposal.")).toBeVisible();
    if (document === "later") await page.reload();
    isReachable = true;
    const said = page.getByRole("region", { name: "What happened to what you sent" });
    await expect(said.getByText(/^It went through\./)).toBeVisible();
    await said.getByRole("button", { name: "Close" }).click();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(said).toHaveCount(0);
  });
}

test("the key lives as long as the intent: after a step back the same amount is a new deposit, and so is another", async ({
  browser,
}) => {
  const client = await newClient(browser, `Mole ${Date.now()}`);
  const { page } = client;
  await page.goto("/wallet/add-funds");
  for (const [amount, total] of [
    ["50", "50"],
    ["80", "130"],
    ["50", "180"],
  ] as const) {
    if (total !== "50") await page.goBack();
    await expect(page).toHaveURL(/add-funds$/);
    await deposit(page, amount);
    await expect(page.getByRole("link", { name: `€${total}.00 available` })).toBeVisible();
  }
});

test("without scripts a page from the browser’s cache says that its form went through and offers a new one", async ({
  browser,
}) => {
  const client = await newClient(browser, `Pier ${Date.now()}`);
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await client.context.storageState(),
  });
  const page = await plain.newPage();
  await page.goto("/wallet/add-funds");
  await field(page, "Amount").fill("50");
  await page.getByRole("button", { name: /^Add/ }).click();
  await expect(page).toHaveURL(/payment=pay_/);
  await page.goBack();
  await field(page, "Amount").fill("80");
  await page.getByRole("button", { name: /^Add/ }).click();
  if (!/payment=/.test(page.url())) {
    await expect(page.getByText(/was sent before with other contents/)).toBeVisible();
    await expect(field(page, "Amount")).toHaveValue("80");
    await page.getByRole("button", { name: /^Add/ }).click();
  }
  await expect(page).toHaveURL(/payment=pay_/);
  await client.page.goto("/wallet");
  await expect(client.page.getByRole("link", { name: "€130.00 available" })).toBeVisible();
  await plain.close();
});

test("a tab of an older build loses no text: the text comes back, the page says that nothing had happened, and the form is sent once", async ({
  browser,
}) => {
  const mark = `tide${Date.now()}`;
  const client = await newClient(browser, `Quay ${mark}`);
  const title = `Chart the shoals ${mark}`;
  const job = await postJob(client, { title, releaseRule: "On approval" });
  const { page, context } = await newFreelancer(browser, `Ida ${mark}`, "SQL");
  await page.goto(`${job}/apply`);
  const letter = "I have charted shoals for nine years and would begin with the western ones.";
  await field(page, /^What you write to/).fill(letter);
  await cutNextForm(context, "other build");
  await page.getByRole("button", { name: /^Send/ }).click();
  await expect(page.getByText(/It did not go through/)).toBeVisible();
  await expect(field(page, /^What you write to/)).toHaveValue(letter);
  await page.getByRole("button", { name: /^Send/ }).click();
  await expect(page).toHaveURL(/\/proposals\/prp_/);
  // The router keeps the page with the form, hidden.
  await expect(page.getByText(letter).filter({ visible: true })).toHaveCount(1);
});

test("what was typed comes back after a refresh and after the session has ended, only to the same person", async ({
  browser,
}) => {
  const client = await newClient(browser, `Wharf ${Date.now()}`);
  const { page, context } = client;
  const session = await context.cookies();
  await page.goto("/jobs/new");
  await field(page, "Title").fill("Paint the lighthouse white");
  await field(page, "Category").selectOption({ label: "Design" });
  await field(page, "Description").fill("Two coats, and the lamp stays on while you paint.");
  await expectKept(page);

  await test.step("after a refresh", async () => {
    await page.reload();
    await expect(field(page, "Title")).toHaveValue("Paint the lighthouse white");
    await expect(page.getByText("What you wrote here is back.")).toBeVisible();
    await expect(field(page, "Category")).toHaveValue("design");
  });

  await test.step("another person on this device sees nothing of it, not even in what is stored", async () => {
    const other = await newClient(browser, `Stranger ${Date.now()}`);
    await context.clearCookies();
    await context.addCookies(await other.context.cookies());
    await page.goto("/jobs/new");
    await expect(field(page, "Title")).toBeVisible();
    await expect(field(page, "Title")).toHaveValue("");
    const stored = await page.evaluate(() => JSON.stringify(localStorage));
    expect(stored).not.toMatch(/lighthouse|lamp|jobs/);
  });

  await test.step("the same person signs in again: it is there", async () => {
    await context.clearCookies();
    await context.addCookies(session);
    await page.goto("/jobs/new");
    await expect(field(page, "Description")).toHaveValue(/the lamp stays on/);
    await page.getByRole("button", { name: "Start afresh" }).click();
    await expect(field(page, "Title")).toHaveValue("");
    await page.reload();
    await expect(field(page, "Title")).toBeVisible();
    await expect(field(page, "Title")).toHaveValue("");
  });
});

test("what was typed when the session ended elsewhere comes back for the same person", async ({
  browser,
}) => {
  const client = await newClient(browser, `Jetty ${Date.now()}`);
  const { page } = client;
  const session = await client.context.cookies();
  await page.goto("/wallet/add-funds");
  await field(page, "Amount").fill("40");
  await expectKept(page);
  await loseSession(client);
  await page.reload();
  await expect(page).toHaveURL(/sign-in\?next=%2Fwallet%2Fadd-funds/);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("add-funds");
  await client.context.addCookies(session);
  await page.goto("/wallet/add-funds");
  await expect(field(page, "Amount")).toHaveValue("40");
});

test("a page made for one person says so by name when another person is signed in, and does nothing as them", async ({
  browser,
}) => {
  const ana = await newClient(browser, `Ana ${Date.now()}`);
  const ben = await newClient(browser, `Ben ${Date.now()}`);
  const context = await browser.newContext({ storageState: await ana.context.storageState() });
  const page = await context.newPage();
  await page.goto("/wallet/add-funds");
  await field(page, "Amount").fill("90");
  await context.addCookies(await ben.context.cookies());
  await page.reload();
  await expect(
    page
      .getByText(/This page was made for Kim of Ana.*you are now signed in as Kim of Ben/)
      .first(),
  ).toBeVisible();
  await expect(field(page, "Amount")).toHaveValue("");
  await context.close();
});

test("without scripts a form made for one person is refused by name when another person is signed in", async ({
  browser,
}) => {
  const ana = await newClient(browser, `Ana ${Date.now()}`);
  const ben = await newClient(browser, `Ben ${Date.now()}`);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await ana.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto("/wallet/add-funds");
  await context.addCookies(await ben.context.cookies());
  await field(page, "Amount").fill("90");
  await page.getByRole("button", { name: /^Add/ }).click();
  await expect(
    page
      .getByText(
        /This form was made for Kim of Ana.*you are now signed in as Kim of Ben.*Nothing was changed/,
      )
      .filter({ visible: true }),
  ).toHaveCount(1);
  await expect(field(page, "Amount")).toHaveValue("");
  await page.getByRole("link", { name: /^Continue as Kim of Ben/ }).click();
  await expect(field(page, "Amount")).toHaveValue("");
  await context.close();
  await expect(await deposits(ben.page)).toHaveCount(0);
});

test("an error at a field goes as soon as the field is corrected, and the summary follows", async ({
  browser,
}) => {
  const { page } = await newClient(browser, `Groyne ${Date.now()}`);
  await page.goto("/jobs/new");
  await page.getByRole("button", { name: "Post this job" }).click();
  const summary = page.getByRole("alert").filter({ hasText: "need a correction" });
  await expect(summary).toBeVisible();
  await expect(field(page, "Title")).toHaveAttribute("aria-invalid", "true");
  const before = await summary.getByRole("listitem").count();
  await field(page, "Title").fill("Rebuild the sea wall");
  await expect(field(page, "Title")).not.toHaveAttribute("aria-invalid", "true");
  await expect(summary.getByRole("listitem")).toHaveCount(before - 1);
});

test("without scripts a letter to a job that was just closed comes back on the page that says so", async ({
  browser,
}) => {
  const mark = `reef${Date.now()}`;
  const client = await newClient(browser, `Reef ${mark}`);
  const title = `Mark the reef ${mark}`;
  const job = await postJob(client, { title, releaseRule: "On approval" });
  const freelancer = await newFreelancer(browser, `Odd ${mark}`, "SQL");
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await freelancer.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto(`${job}/apply`);
  const letter = "I would mark the reef with eight buoys, and have done so elsewhere before.";
  await field(page, /^What you write to/).fill(letter);
  await client.page.goto(`${job}/edit`);
  await client.page.locator("summary").filter({ hasText: "Close this job" }).click();
  await client.page.getByRole("button", { name: "Close it without hiring" }).click();
  await expect(client.page).toHaveURL(job);
  await page.getByRole("button", { name: /^Send/ }).click();
  await expect(
    page.getByText("This job is no longer open. Nothing was changed.").first(),
  ).toBeVisible();
  await expect(page.getByRole("textbox", { name: "What you wrote" })).toHaveValue(letter);
  await context.close();
});

test("news that meets a server which is away leaves the page as it is, until the server is back", async ({
  browser,
}) => {
  const client = await newClient(browser, `Ebb ${Date.now()}`);
  const { page, context } = client;
  const title = `Sound the channel ${Date.now()}`;
  const pathname = await postJob(client, { title, releaseRule: "On approval" });
  await page.goto(pathname);
  // What a proxy says for a server that is just starting again.
  const away = (url: URL) => url.pathname === "/api/health/ready" || url.searchParams.has("_rsc");
  await page.route(away, (route) => route.fulfill({ status: 502, body: "Bad Gateway" }));
  const isAsked = page.waitForResponse("**/api/health/ready");
  const other = await context.newPage();
  await other.goto(`${pathname}/edit`);
  await other.locator("summary").filter({ hasText: "Close this job" }).click();
  await other.getByRole("button", { name: "Close it without hiring" }).click();
  await expect(other).toHaveURL(pathname);
  // A page that is not looked at waits until it is.
  await page.bringToFront();
  await isAsked;
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole("link", { name: "Invite freelancers" })).toBeVisible();
  await page.unroute(away);
  await expect(page.getByText("Closed").first()).toBeVisible();
});

test("words that are typed before the scripts arrive are the field's words afterwards", async ({
  browser,
}) => {
  const { page } = await newClient(browser, `Early ${Date.now()}`);
  const letScriptsArrive = await holdScripts(page);
  await page.goto("/jobs/new", { waitUntil: "commit" });
  await field(page, "Skills").fill("SQL, Maps");
  await field(page, "Title").fill("Draw the tide tables anew");
  letScriptsArrive();
  await expect(page.getByRole("button", { name: "Remove SQL" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove Maps" })).toBeVisible();
  await expect(field(page, "Skills")).toHaveValue("");
  await field(page, "Skills").fill("React");
  await field(page, "Title").focus();
  await expect(page.getByRole("button", { name: /^Remove / })).toHaveCount(3);

  const { page: freelancer } = await newFreelancer(browser, `Early ${Date.now()}`, "SQL, Maps");
  await freelancer.goto("/settings/profile");
  await expect(freelancer.getByRole("button", { name: "Remove SQL" })).toBeVisible();
  await expect(freelancer.getByRole("button", { name: "Remove Maps" })).toBeVisible();
  await expect(freelancer.getByRole("combobox", { name: "Skills" })).toHaveValue("");
});
