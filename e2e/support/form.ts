import type { Locator, Page } from "@playwright/test";

/** The field with this label on the page that is shown: the router keeps the pages before it, hidden. */
export function field(page: Page, label: string | RegExp): Locator {
  return page.getByLabel(label).filter({ visible: true });
}
