import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What the page will complain about in the console from now on. */
export function collectTroubles(page: Page): string[] {
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
  return troubles;
}

/** No accessibility rule is broken, and nothing scrolls sideways. */
export async function expectSound(page: Page, where: string): Promise<void> {
  await expectRules(page, where, new AxeBuilder({ page }));
  await expectNoOverflow(page, where);
}

/** The same in forced colours, whose contrast is the system's: axe takes a text's fill, which Chromium reports unforced. */
export async function expectSoundInForcedColours(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await expectRules(page, where, new AxeBuilder({ page }).disableRules(["color-contrast"]));
  await expectNoOverflow(page, where);
  await page.emulateMedia({ forcedColors: "none", reducedMotion: "reduce" });
}

/** In dark, the rules that another theme or a narrower page can break, and nothing scrolls sideways. */
export async function expectSoundInDark(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const rules = [
    "color-contrast",
    "target-size",
    "page-has-heading-one",
    "scrollable-region-focusable",
  ];
  await expectRules(page, `${where}, dark`, new AxeBuilder({ page }).withRules(rules));
  await expectNoOverflow(page, where);
}

async function expectNoOverflow(page: Page, where: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** The same in both themes. The dark one has the same elements in the same places: only colours can be wrong. */
export async function expectSoundInBothThemes(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expectSound(page, `${where}, light`);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expectRules(page, `${where}, dark`, new AxeBuilder({ page }).withRules(["color-contrast"]));
}

async function expectRules(page: Page, where: string, axe: AxeBuilder): Promise<void> {
  await settleColours(page);
  // Without frames from other sites, it need not open a separate page to combine their results.
  const { violations } = await axe.setLegacyMode().analyze();
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" | ")}`,
  );
  expect(found, where).toEqual([]);
}

/** The most that a page may move while it loads: WCAG sets no limit, but people notice from about here. */
const SHIFT_MAX = 0.02;

/** Begins to add up how far the page's parts move by themselves. Once for each page object. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    type Shift = { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };
    const isShift = (entry: object): entry is Shift => "hadRecentInput" in entry;
    const moved = { total: 0, what: [] as string[] };
    Object.assign(window, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!isShift(entry) || entry.hadRecentInput) continue;
        moved.total += entry.value;
        const parts = entry.sources.map(({ node }) =>
          (node instanceof Element ? node.outerHTML : node?.textContent)?.slice(0, 120),
        );
        moved.what.push(`${entry.value.toFixed(3)}: ${parts.join(" | ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** Earlier movement no longer counts: the page and its typefaces have loaded. */
export async function forgetShifts(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    Object.assign(Reflect.get(window, "moved"), { total: 0, what: [] });
  });
}

/** Nothing on the page has moved by itself since it was loaded, or since `forgetShifts`. */
export async function expectStill(page: Page, where: string): Promise<void> {
  await settleColours(page);
  const moved = await page.evaluate(() => Reflect.get(window, "moved"));
  expect(moved.what, `${where} moves by ${moved.total}`).toEqual(
    moved.total <= SHIFT_MAX ? moved.what : [],
  );
}

/** At most one visible button is solid: the page's most urgent action. */
export async function expectOneSolidButton(page: Page, where: string): Promise<void> {
  const solid = await page.evaluate(() => {
    const probe = document.createElement("span");
    probe.style.backgroundColor = "var(--color-accent)";
    document.body.append(probe);
    const accent = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return [...document.querySelectorAll<HTMLElement>("a, button, summary")]
      .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }))
      .filter((element) => getComputedStyle(element).backgroundColor === accent)
      .map((element) => element.textContent);
  });
  expect(
    solid.length,
    `${where} has ${solid.length} solid buttons: ${solid.join(", ")}`,
  ).toBeLessThanOrEqual(1);
}

/**
 * Right after the browser is told to be light or dark, elements with a transition keep their old colour until the next
 * frame, however short the transition; and what takes its colour from them begins its own transition only then.
 */
async function settleColours(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const aMoment = () => new Promise((resolve) => setTimeout(resolve, 300));
    for (let round = 0; round < 3; round += 1) {
      await nextFrame();
      await nextFrame();
      // A cancelled animation has ended too; one that never ends is no change of theme.
      const ended = document.getAnimations().map(({ finished }) => finished);
      await Promise.race([Promise.allSettled(ended), aMoment()]);
    }
  });
}
