import { type Browser, expect, type Page } from "@playwright/test";
import { listPages } from "#scripts/doors/list-doors";
import { type FoundPage, findPages } from "#scripts/screenshots/find-pages";
import { newcomer, signIn } from "./support/person.ts";
import {
  collectTroubles,
  expectOneSolidButton,
  expectSound,
  expectSoundInBothThemes,
  expectSoundInDark,
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

type Visitor = {
  readonly who: string;
  readonly email: string | null;
  readonly also: readonly string[];
  /** Their pages take minutes, so `npm test` leaves them out (scripts/checks.ts). */
  readonly isLong?: boolean;
};

const PEOPLE: readonly Visitor[] = [
  { who: "a visitor", email: null, also: ["/", "/register", "/sign-in"], isLong: true },
  {
    who: "a client",
    email: "maarten.dewit@example.com",
    also: ["/home", "/share"],
    isLong: true,
  },
  {
    who: "a freelancer",
    email: "ana.moreira@example.com",
    also: ["/home", "/share"],
    isLong: true,
  },
  { who: "an admin", email: "admin@example.com", also: ["/admin"], isLong: true },
];

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** WCAG 1.4.10 asks for 320 px, and 1.4.4 for text at 200 %: a window of 1440 px is 720 px wide then. */
const NARROW = { width: 320, height: 640 };
const ENLARGED = { width: 720, height: 450 };

type Look = (page: Page, route: string) => Promise<void>;

/** A page may show something else in another size: on a desk the inbox opens a conversation. */
async function resize(page: Page, size: typeof DESK): Promise<void> {
  await page.setViewportSize(size);
  await expect(page.locator("[aria-busy=true]:visible")).toHaveCount(0);
}

/** Each size once, and each theme once. The other two of the four are looked at with the harder looks. */
async function lookAtDeskAndPhone(page: Page, route: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await resize(page, DESK);
  await expectOneSolidButton(page, `${route} at a desk`);
  await expectSound(page, `${route} at a desk`);
  await resize(page, PHONE);
  await expectOneSolidButton(page, `${route} on a phone`);
  await expectSoundInDark(page, `${route} on a phone`);
}

async function lookHarder(page: Page, route: string): Promise<void> {
  for (const size of [DESK, PHONE]) {
    await resize(page, size);
    await expectSoundInBothThemes(page, `${route} at ${size.width} px`);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  for (const size of [NARROW, ENLARGED]) {
    await resize(page, size);
    await expectSound(page, `${route} at ${size.width} px`);
  }
  await resize(page, DESK);
  await expectSoundInForcedColours(page, `${route} in forced colours`);
}

async function examine(page: Page, pages: readonly FoundPage[], look: Look): Promise<void> {
  const troubles = collectTroubles(page);
  // Before the first change of theme, which would otherwise still be fading during the check.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const { route, path } of pages) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
    await expect(page.locator("[aria-busy=true]:visible")).toHaveCount(0);
    await look(page, route);
  }
  expect(troubles).toEqual([]);
}

async function openAs(browser: Browser, email: string | null): Promise<Page> {
  return email ? signIn(browser, email, DEMO_PASSWORD) : (await browser.newContext()).newPage();
}

const LONG = "@long";

/** Looking harder takes minutes too. */
const LOOKS = [
  { look: lookAtDeskAndPhone, where: "at a desk or on a phone", tag: [] },
  { look: lookHarder, where: "in every size and theme or in forced colours", tag: LONG },
];

for (const { look, where, tag } of LOOKS) {
  for (const { who, email, also, isLong = false } of PEOPLE) {
    const title = `no page that ${who} finds breaks an accessibility rule ${where}`;
    test(title, { tag: isLong ? LONG : tag }, async ({ browser, baseURL }) => {
      test.setTimeout(600_000);
      const page = await openAs(browser, email);
      const { request } = page.context();
      const pages = await findPages(request, baseURL ?? "", await listPages(), also);
      expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining([...also]));
      await examine(page, pages, look);
    });
  }

  test(`no page of somebody without a profile breaks an accessibility rule ${where}`, {
    tag,
  }, async ({ browser }) => {
    for (const role of ["client", "freelancer"] as const) {
      const { page } = await newcomer(browser, role, `Noor ${Date.now()}`);
      await examine(page, [{ route: "/onboarding", path: "/onboarding" }], look);
    }
  });
}
