import { type BrowserContext, expect, type Page } from "@playwright/test";
import { readLink } from "./support/outbox.ts";
import { fillSignIn, PASSWORD, signIn } from "./support/person.ts";
import { expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

let people = 0;

function newEmail(): string {
  people += 1;
  return `account-${process.pid}-${Date.now()}-${people}@example.com`;
}

/** Fills in the form and sends it. Pages that were left stay in the document, hidden: roles skip them. */
async function register(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto("/register");
  await page.getByRole("radio", { name: "Client" }).check();
  await page.getByRole("textbox", { name: "Your name" }).fill("Kim Aas");
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Create my account" }).click();
  await expect(page).toHaveURL(/\/sign-in\?registered/);
}

/** A client with a finished profile, signed in. */
async function newClient(page: Page): Promise<string> {
  const email = newEmail();
  await register(page, email);
  await fillSignIn(page, email);
  await expect(page).toHaveURL("/onboarding");
  await page.getByRole("textbox", { name: "Company" }).fill("Fjell and Fjord");
  await page.getByRole("button", { name: "Save and go to your home page" }).click();
  await expect(page).toHaveURL("/home");
  return email;
}

async function sessionCookie(context: BrowserContext) {
  const cookies = await context.cookies();
  return cookies.find(({ name }) => name.endsWith("next-auth.session-token"));
}

test("a known e-mail gets the same answer as an unknown one, and its account stays unchanged", async ({
  page,
  browser,
}) => {
  const email = await newClient(page);
  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  const answers: string[] = [];
  for (const tried of [email, newEmail()]) {
    await register(other, tried, "a password of a stranger");
    // What people can see: the left form may still be hidden beneath, with its button still busy.
    const text = await other.getByRole("main").ariaSnapshot();
    answers.push(text.replaceAll(tried, "THE E-MAIL"));
  }
  expect(answers[0]).toBe(answers[1]);
  await other.goto("/sign-in");
  await fillSignIn(other, email, "a password of a stranger");
  await expect(other.getByText("E-mail and password don’t match.")).toBeVisible();
  await fillSignIn(other, email);
  await expect(other).toHaveURL("/home");
  await stranger.close();
});

test("registering, signing in and setting up a profile need no JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const email = await newClient(page);
  await page.goto("/settings");
  await expect(page.getByText(email)).toBeVisible();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/");
  expect(await sessionCookie(context)).toBeUndefined();
  await context.close();
});

test("signing in leads back to the page that was asked for, and never to another site", async ({
  page,
  baseURL,
}) => {
  const email = await newClient(page);
  const leave = async () => {
    await page.goto("/settings");
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page).toHaveURL("/");
  };
  await leave();
  await page.goto("/settings/profile?from=mail");
  await expect(page).toHaveURL("/sign-in?next=%2Fsettings%2Fprofile%3Ffrom%3Dmail");
  await fillSignIn(page, email);
  await expect(page).toHaveURL("/settings/profile?from=mail");
  for (const next of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/%09/evil.example",
  ]) {
    await leave();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await fillSignIn(page, email);
    await expect(page).not.toHaveURL(/sign-in/);
    expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? "").origin);
  }
});

/** The page may just be noticing this itself, which would interrupt opening it. */
async function expectSignedOut(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto("/settings");
    await expect(page).toHaveURL(/\/sign-in/, { timeout: 2_000 });
  }).toPass();
}

test("a session that was ended elsewhere is dead at the next request", async ({
  page,
  browser,
}) => {
  const email = await newClient(page);
  const elsewhere = await browser.newContext({ userAgent: "Firefox/140.0 (X11; Linux x86_64)" });
  const other = await elsewhere.newPage();
  await other.goto("/sign-in?next=/settings");
  await fillSignIn(other, email);
  await expect(other).toHaveURL("/settings");

  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out Firefox on Linux" }).click();
  await expect(page.getByRole("button", { name: "Sign out Firefox on Linux" })).toHaveCount(0);
  expect(await (await elsewhere.request.get("/api/auth/session")).json()).toEqual({});
  await expectSignedOut(other);
  await elsewhere.close();
});

test("changing the password signs out every other browser, but not this one", async ({
  page,
  browser,
}) => {
  const email = await newClient(page);
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto("/sign-in?next=/settings");
  await fillSignIn(other, email);
  await expect(other).toHaveURL("/settings");

  await page.goto("/settings");
  await page.getByRole("textbox", { name: "Current password" }).fill(PASSWORD);
  await page.getByRole("textbox", { name: "New password" }).fill("four words in a row");
  await page.getByRole("button", { name: "Change my password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await expectSignedOut(other);
  await page.goto("/home");
  await expect(page).toHaveURL("/home");
  await elsewhere.close();
});

test("an address that is not confirmed reaches nobody, and one link in a mail opens everything", async ({
  page,
  browser,
}) => {
  const operator = await signIn(browser, "admin@example.com", "workhub-demo");
  const email = await newClient(page);
  const bar = page.getByRole("complementary", { name: "Your e-mail address" });
  await expect(bar).toBeVisible();
  await page.goto("/wallet/add-funds");
  await page.getByRole("textbox", { name: "Amount" }).fill("50");
  await page.getByRole("radio", { name: /4242/ }).check();
  await page.getByRole("button", { name: /^Add €/ }).click();
  await expect(page.getByText("You have not confirmed your e-mail address yet")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Send the mail again" }).click();
  await expect(page).toHaveURL("/verify-email");
  await page.getByRole("main").getByRole("button", { name: "Send the mail again" }).click();
  await expect(page.getByText("A new mail is on its way to you.")).toBeVisible();

  const link = await readLink(operator, email, "Confirm your e-mail address for WorkHub");
  await page.goto(link);
  await expectSoundInBothThemes(page, "confirming an address");
  await page.getByRole("button", { name: "Confirm my address" }).click();
  await expect(page).toHaveURL("/home");
  await expect(bar).toBeHidden();
  await page.goto("/wallet/add-funds");
  await page.getByRole("textbox", { name: "Amount" }).fill("50");
  await page.getByRole("radio", { name: /4242/ }).check();
  await page.getByRole("button", { name: /^Add €/ }).click();
  await expect(page.getByRole("link", { name: "€50.00 available" })).toBeVisible({
    timeout: 30_000,
  });
});

test("who forgets the password gets a link by mail, which opens as often as you like and works once", async ({
  page,
  browser,
}) => {
  const operator = await signIn(browser, "admin@example.com", "workhub-demo");
  const email = newEmail();
  await register(page, email);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page).toHaveURL("/forgot-password");
  const answers: string[] = [];
  for (const asked of [email, newEmail()]) {
    await page.goto("/forgot-password");
    await page.getByRole("textbox", { name: "E-mail" }).fill(asked);
    await page.getByRole("button", { name: "Send me a link" }).click();
    const answer = page.getByText("a mail with a link is on its way");
    await expect(answer).toBeVisible();
    answers.push((await answer.textContent()) ?? "");
  }
  expect(answers[0]).toBe(answers[1]);

  const link = await readLink(operator, email, "Choose a new password for WorkHub");
  expect((await page.request.head(link)).status()).toBe(200);
  expect((await page.request.get(link)).status()).toBe(200);
  await operator.goto(link);
  await expect(operator.getByText("signed in to another account")).toBeVisible();

  await page.goto(link);
  await page.getByRole("textbox", { name: "New password" }).fill("four words in a row");
  await page.getByRole("button", { name: "Set my new password" }).click();
  await expect(page.getByText("Your new password is set")).toBeVisible();
  await fillSignIn(page, email, "four words in a row");
  await expect(page).toHaveURL("/onboarding");
  await page.goto(link);
  await expect(page.getByText("This link has already been used")).toBeVisible();
});

test("the session's cookie is out of reach of scripts and of other sites' forms", async ({
  page,
  context,
}) => {
  await newClient(page);
  expect(await sessionCookie(context)).toMatchObject({
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
  });
  expect(await page.evaluate(() => document.cookie)).not.toContain("session");
});

test("signing in again on a browser ends its earlier session", async ({
  page,
  context,
  browser,
}) => {
  const email = await newClient(page);
  const former = await sessionCookie(context);
  if (!former) throw new Error("Nobody is signed in");
  const csrf: { csrfToken: string } = await (await context.request.get("/api/auth/csrf")).json();
  await context.request.post("/api/auth/callback/credentials", {
    form: { csrfToken: csrf.csrfToken, email, password: PASSWORD, json: "true" },
  });
  expect((await sessionCookie(context))?.value).not.toBe(former.value);
  const elsewhere = await browser.newContext();
  await elsewhere.addCookies([former]);
  expect(await (await elsewhere.request.get("/api/auth/session")).json()).toEqual({});
  expect(await (await context.request.get("/api/auth/session")).json()).toMatchObject({
    user: { email },
  });
  await elsewhere.close();
});

test("a password is not shown while it is typed, and can be pasted or filled in by a password manager", async ({
  page,
}) => {
  await newClient(page);
  const found: Record<string, string> = {};
  const look = async (label: string) => {
    const input = page.getByRole("textbox", { name: label });
    await expect(input).toHaveAttribute("type", "password");
    const isPasted = await input.evaluate((element) =>
      element.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true })),
    );
    expect(isPasted).toBe(true);
    found[label] = (await input.getAttribute("autocomplete")) ?? "";
  };
  await page.goto("/settings");
  await look("Current password");
  await look("New password");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/");
  await page.goto("/sign-in");
  await look("Password");
  expect(found).toEqual({
    "Current password": "current-password",
    "New password": "new-password",
    Password: "current-password",
  });
  await page.goto("/register");
  await look("Password");
  expect(found.Password).toBe("new-password");
});

test("every page has a way to sign out", { tag: "@long" }, async ({ page }) => {
  await newClient(page);
  const paths = ["/home", "/", "/jobs", "/jobs/new", "/my-jobs", "/inbox", "/wallet"];
  for (const path of [...paths, "/wallet/withdraw", "/settings", "/settings/profile", "/nothing"]) {
    await page.goto(path);
    await page.getByRole("button", { name: /^Your account/ }).click();
    await expect(page.getByRole("menuitem", { name: "Sign out" }), path).toBeVisible();
    await page.keyboard.press("Escape");
  }
});
