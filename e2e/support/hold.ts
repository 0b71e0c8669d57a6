import type { Page } from "@playwright/test";

/** Holds back what the page asks for at these addresses. Returns what lets it through. */
export async function hold(
  page: Page,
  what: string | ((address: URL) => boolean),
): Promise<() => void> {
  const gate = Promise.withResolvers<void>();
  await page.route(what, async (route) => {
    await gate.promise;
    await route.continue();
  });
  return gate.resolve;
}

/** A page whose scripts have not arrived yet. */
export const holdScripts = (page: Page) => hold(page, "**/*.js");
