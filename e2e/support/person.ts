import type { Browser, BrowserContext, Page } from "@playwright/test";
import { withDatabase } from "./database.ts";
import { field, postForm } from "./form.ts";

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

/**
 * A new person in a separate browser: registered, signed in, with a profile, and on no page yet. `database` is that of
 * the WorkHub which the test is about, where that is not the one of all tests.
 */
export async function newClient(
  browser: Browser,
  company: string,
  database?: string,
): Promise<Person> {
  const person = await newcomer(browser, "client", `Kim of ${company}`, database);
  await postForm(person.context, "/onboarding", { companyName: company, size: "" });
  return { ...person, name: company };
}

/** The same for a freelancer with these skills. */
export async function newFreelancer(
  browser: Browser,
  name: string,
  skills: string,
  database?: string,
): Promise<Person> {
  const person = await newcomer(browser, "freelancer", name, database);
  await postForm(person.context, "/onboarding", {
    headline: "Builds what was asked for",
    skills,
    availability: "available",
  });
  return person;
}

/** Fills in and sends the form for signing in, on its own page. */
export async function fillSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await field(page, "E-mail").fill(email);
  await field(page, "Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Signs in to an existing account, in a separate browser that is on no page yet. */
export async function signIn(browser: Browser, email: string, password: string): Promise<Page> {
  const context = await browser.newContext();
  await postForm(context, "/sign-in", { email, password });
  return context.newPage();
}

/** Somebody who has registered and has no profile yet, in a separate browser. */
export async function newcomer(
  browser: Browser,
  role: "client" | "freelancer",
  name: string,
  database?: string,
): Promise<Person> {
  people += 1;
  const email = `person-${process.pid}-${Date.now()}-${people}@example.com`;
  const context = await browser.newContext();
  const page = await context.newPage();
  await postForm(context, "/register", { role, name, email, password: PASSWORD });
  // e2e/accounts.spec.ts confirms an address by its mail.
  await withDatabase(
    (sql) => sql`update users set email_verified_at = now() where email = ${email}`,
    database,
  );
  await postForm(context, "/sign-in", { email, password: PASSWORD });
  return { page, context, name, email };
}
