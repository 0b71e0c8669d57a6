import { type Browser, expect, type Page } from "@playwright/test";
import { listPages } from "#scripts/doors/list-doors";
import { type FoundPage, findPages } from "#scripts/screenshots/find-pages";
import { newcomer, signIn } from "./support/person.ts";
import {
  collectTroubles,
  expectOneSolidButton,
  expectSound,
  expectSoundInBothThemes,
  expectSoundInForcedColours,
} from "./support/sound.ts";
import { test } from "./support/test.ts";

/*
 * Every page that the demo's people find by following links: no accessibility rule is broken and nothing scrolls
 * sideways, at a desk, on a phone and on a narrow one, in both themes, enlarged to 200 %, and in forced colours. Nothing
 * complains in the console, and at most one button is solid.
 */

// The longest file: its tests share the workers.
test.describe.configure({ mode: "parallel" });

const DEMO_PASSWORD = "workhub-demo";

const PEOPLE = [
  { who: "a visitor", email: null, also: ["/", "/register", "/sign-in"] },
  { who: "a client", email: "maarten.dewit@example.com", also: ["/home", "/share"] },
  { who: "a freelancer", email: "ana.moreira@example.com", also: ["/home", "/share"] },
  { who: "an admin", email: "admin@example.com", also: ["/admin"] },
] as const;

/** WCAG 1.4.10 asks for 320 px, and 1.4.4 for text at 200 %: a window of 1440 px is 720 px wide then. */
const NARROW = { width: 320, height: 640 };
const ENLARGED = { width: 720, height: 450 };
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

async function examine(page: Page, pages: readonly FoundPage[]): Promise<void> {
  const troubles = collectTroubles(page);
  // Before the first change of theme, which would otherwise still be fading during the check.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const found of pages) await examinePage(page, found);
  expect(troubles).toEqual([]);
}

async function examinePage(page: Page, { route, path }: FoundPage): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
  await expect(page.locator("[aria-busy=true]:visible")).toHaveCount(0);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await expectOneSolidButton(page, `${route} at ${size.width} px`);
    await expectSoundInBothThemes(page, `${route} at ${size.width} px`);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  for (const size of [NARROW, ENLARGED]) {
    await page.setViewportSize(size);
    await expectSound(page, `${route} at ${size.width} px`);
  }
  await page.setViewportSize(SIZES[0]);
  await expectSoundInForcedColours(page, `${route} in forced colours`);
}

async function openAs(browser: Browser, email: string | null): Promise<Page> {
  return email ? signIn(browser, email, DEMO_PASSWORD) : (await browser.newContext()).newPage();
}

for (const { who, email, also } of PEOPLE) {
  test(`no page that ${who} finds breaks an accessibility rule`, async ({ browser, baseURL }) => {
    test.setTimeout(600_000);
    const page = await openAs(browser, email);
    const { request } = page.context();
    const pages = await findPages(request, baseURL ?? "", await listPages(), also);
    expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining([...also]));
    await examine(page, pages);
  });
}

test("no page of somebody without a profile breaks an accessibility rule", async ({ browser }) => {
  for (const role of ["client", "freelancer"] as const) {
    const { page } = await newcomer(browser, role, `Noor ${Date.now()}`);
    await examine(page, [{ route: "/onboarding", path: "/onboarding" }]);
  }
});
