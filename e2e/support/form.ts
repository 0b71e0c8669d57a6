import type { Locator, Page } from "@playwright/test";

/** The field with this label on the visible page: the router keeps earlier pages, hidden. */
export function field(page: Page, label: string | RegExp): Locator {
  return page.getByLabel(label).filter({ visible: true });
}
