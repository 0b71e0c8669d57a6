import {
  type APIResponse,
  type BrowserContext,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import { readForm } from "#scripts/plain-form";

/** The field with this label on the visible page: the router keeps earlier pages, hidden. */
export function field(page: Page, label: string | RegExp): Locator {
  return page.getByLabel(label).filter({ visible: true });
}

/** Sends the form of this page that has these fields, as browsers without scripts do. */
export async function sendForm(
  context: BrowserContext,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<APIResponse> {
  const page = await context.request.get(path);
  const form = readForm(await page.text(), Object.keys(fields)[0] ?? "");
  if (!form) throw new Error(`${page.url()} has no form with these fields`);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return context.request.post(page.url(), {
    multipart: form,
    headers: { origin: new URL(page.url()).origin },
    maxRedirects: 0,
  });
}

/** The same, and expects to be led to another page. Returns the address of that page, without its origin. */
export async function postForm(
  context: BrowserContext,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const answer = await sendForm(context, path, fields);
  expect(answer.status(), `${path} answers with ${await answer.text()}`).toBe(303);
  const { pathname, search } = new URL(answer.headers().location ?? "", answer.url());
  return `${pathname}${search}`;
}
