import { test as base } from "@playwright/test";

/**
 * Playwright's own test, except that every browser that a test opened for a person is closed with it: its pages would
 * otherwise live on.
 */
export const test = base.extend<{ everybodyLeaves: undefined }>({
  everybodyLeaves: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
