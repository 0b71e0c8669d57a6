import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { readForm } from "#scripts/plain-form";
import { withDatabase } from "./database.ts";
import { field } from "./form.ts";

export type Person = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly name: string;
  readonly email: string;
};

export const PASSWORD = "a long enough passphrase";
let people = 0;

/*
 * Most tests are about what comes after registering, which e2e/accounts.spec.ts does by hand. Their people register as
 * browsers without scripts do, which takes a hundredth of the time.
 */

/** A new person in a separate browser: registered, signed in, with a profile, at home. */
export async function newClient(browser: Browser, company: string): Promise<Person> {
  const person = await newcomer(browser, "client", `Kim of ${company}`);
  await postForm(person.context, "/onboarding", { companyName: company, size: "" });
  await person.page.goto("/home");
  return { ...person, name: company };
}

/** The same for a freelancer with these skills. */
export async function newFreelancer(
  browser: Browser,
  name: string,
  skills: string,
): Promise<Person> {
  const person = await newcomer(browser, "freelancer", name);
  await postForm(person.context, "/onboarding", {
    headline: "Builds what was asked for",
    skills,
    availability: "available",
  });
  await person.page.goto("/home");
  return person;
}

/** Fills in and sends the form for signing in, on its own page. */
export async function fillSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await field(page, "E-mail").fill(email);
  await field(page, "Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Signs in to an existing account, in a separate browser. */
export async function signIn(browser: Browser, email: string, password: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto("/sign-in");
  await fillSignIn(page, email, password);
  await expect(page).not.toHaveURL(/sign-in/);
  return page;
}

/** Somebody who has registered and has no profile yet, in a separate browser. */
export async function newcomer(
  browser: Browser,
  role: "client" | "freelancer",
  name: string,
): Promise<Person> {
  people += 1;
  const email = `person-${process.pid}-${Date.now()}-${people}@example.com`;
  const context = await browser.newContext();
  const page = await context.newPage();
  await postForm(context, "/register", { role, name, email, password: PASSWORD });
  // e2e/accounts.spec.ts confirms an address by its mail.
  await withDatabase(
    (sql) => sql`update users set email_verified_at = now() where email = ${email}`,
  );
  await postForm(context, "/sign-in", { email, password: PASSWORD });
  return { page, context, name, email };
}

/** Posts the form of this page that has these fields, and expects to be led to another page. */
async function postForm(
  context: BrowserContext,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const page = await context.request.get(path);
  const form = readForm(await page.text(), Object.keys(fields)[0] ?? "");
  if (!form) throw new Error(`${page.url()} has no form with these fields`);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const answer = await context.request.post(page.url(), {
    multipart: form,
    headers: { origin: new URL(page.url()).origin },
    maxRedirects: 0,
  });
  expect(answer.status(), `${path} answers with ${await answer.text()}`).toBe(303);
}
