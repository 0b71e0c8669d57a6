import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { field } from "./form.ts";

export type Person = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly name: string;
};

const PASSWORD = "a long enough passphrase";
let people = 0;

/** A new person in a browser of their own: registers, signs in and sets up the profile. */
export async function newClient(browser: Browser, company: string): Promise<Person> {
  const person = await register(browser, "Client", `Kim of ${company}`);
  await field(person.page, "Company").fill(company);
  await person.page.getByRole("button", { name: "Save and go to your home page" }).click();
  await expect(person.page).toHaveURL("/home");
  return { ...person, name: company };
}

/** The same for a freelancer with these skills. */
export async function newFreelancer(
  browser: Browser,
  name: string,
  skills: string,
): Promise<Person> {
  const person = await register(browser, "Freelancer", name);
  await field(person.page, "Headline").fill("Builds what was asked for");
  await field(person.page, "Skills").fill(skills);
  await person.page.getByRole("button", { name: "Publish my profile" }).click();
  await expect(person.page).toHaveURL("/home");
  return person;
}

/** Signs an existing account in, in a browser of its own. */
export async function signIn(browser: Browser, email: string, password: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto("/sign-in");
  await field(page, "E-mail").fill(email);
  await field(page, "Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  return page;
}

async function register(
  browser: Browser,
  role: "Client" | "Freelancer",
  name: string,
): Promise<Person> {
  people += 1;
  const email = `person-${process.pid}-${Date.now()}-${people}@example.com`;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto("/register");
  await page.getByRole("radio", { name: role }).check();
  await field(page, "Your name").fill(name);
  await field(page, "E-mail").fill(email);
  await field(page, "Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create my account" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await field(page, "E-mail").fill(email);
  await field(page, "Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/onboarding");
  return { page, context, name };
}
