import type { Browser } from "@playwright/test";
import { sessionCookieName } from "#lib/auth/cookies";
import { signIn } from "../messages/device.ts";
import { countHired, makeOffer } from "./agreements.ts";
import type { Figures } from "./arena.ts";

const STEP_MS = 20_000;

/** A double click on the button that hires, in a browser: one contract, and the page shows it. */
export async function hireByDoubleClick(
  browser: Browser,
  address: string,
  figures: Figures,
): Promise<void> {
  const { client, jobId } = await makeOffer();
  const { headers } = await signIn(client, address);
  const [name = "", value = ""] = String(headers.cookie).split("=");
  if (name !== sessionCookieName()) throw new Error("The session's cookie has another name");
  const context = await browser.newContext({ baseURL: address, locale: "en-IE" });
  try {
    await context.addCookies([{ name, value, url: address }]);
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_MS);
    await page.goto(`/jobs/${jobId}/proposals`);
    await page.locator("summary").filter({ hasText: /^Hire/ }).click();
    await page.getByRole("button", { name: /and hold/ }).dblclick();
    await page
      .getByRole("link", { name: /contract/i })
      .first()
      .waitFor();
    figures.attempts += 2;
    if ((await countHired(jobId)) !== 1) figures.wrong += 1;
  } finally {
    await context.close();
  }
}
