import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "@playwright/test";

/** A cheap phone on a slow network: 1.6 Mbit/s down, half of that up, 150 ms, a processor four times slower. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 800_000 / 8,
};
const SLOWER = 4;
const SCREEN = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  // What comes through a service worker is not slowed with the page, and would be measured as if from a fast network.
  serviceWorkers: "block",
} as const;
/** When no script has arrived for this long, the page has all that it loads without being touched. */
const QUIET_MS = 4_000;
const PATIENCE_MS = 60_000;

export type Loaded = {
  /** All scripts that the page loads without being touched, gzipped. */
  readonly jsKb: number;
  readonly lcpMs: number;
  readonly cls: number;
  /** What has moved, and by how much of the screen. */
  readonly shifts: readonly string[];
  /** Pages that were requested before they were wanted, once for each request. */
  readonly prefetches: readonly string[];
};

/** What a person sees after a touch, counted in ms from that touch until the frame was drawn. */
export type Followed = {
  /** The touched link shows that it was (data-pressed, aria-current), or its page is there already. */
  readonly feltMs: number;
  /** The page, or its outline. */
  readonly arrivedMs: number;
};

export type Phone = {
  readonly page: Page;
  /** Loads a page cold and waits until nothing more comes. */
  load(path: string): Promise<Loaded>;
  /** Touches the first visible one of these links. */
  follow(selector: string): Promise<Followed>;
  /** How long the slowest of these touches took to be shown, in ms (web.dev/articles/inp). */
  interact(selector: string, times: number): Promise<number>;
  close(): Promise<void>;
};

/** A phone that was never here before; `cookie` signs it in. */
export async function takePhone(
  browser: Browser,
  address: string,
  cookie: string | null,
): Promise<Phone> {
  const context = await browser.newContext(SCREEN);
  if (cookie) {
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url: address }]);
  }
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(watchPage);
  const scripts = watchScripts(page);
  return {
    page,
    async load(path) {
      await page.goto(address + path, { waitUntil: "load", timeout: PATIENCE_MS });
      const jsKb = await scripts.allKb();
      const { lcpMs, cls, shifts } = await page.evaluate(() => window.benchPage);
      return { jsKb, lcpMs, cls, shifts, prefetches: scripts.prefetches };
    },
    async follow(selector) {
      const link = page.locator(selector).filter({ visible: true }).first();
      // Where a thumb would bring it: at the edge of the screen the bar of places may lie over it.
      await link.evaluate((element) => element.scrollIntoView({ block: "center" }));
      await page.evaluate(noteNextFrames);
      await link.tap();
      await page.waitForFunction(() => window.benchPage.arrivedMs, null, { timeout: PATIENCE_MS });
      const { feltMs, arrivedMs } = await page.evaluate(() => window.benchPage);
      return { feltMs, arrivedMs };
    },
    async interact(selector, times) {
      for (let time = 0; time < times; time += 1) {
        await page.locator(selector).filter({ visible: true }).nth(time).tap();
        await sleep(2_000);
        await page.goBack();
        await sleep(1_000);
      }
      return page.evaluate(() => window.benchPage.inpMs);
    },
    close: () => context.close(),
  };
}

/** Adds up the scripts of a page, whatever requested them. */
function watchScripts(page: Page) {
  const scripts = new Map<string, Response>();
  let changedAt = 0;
  const prefetches: string[] = [];
  page.on("request", (request) => {
    if (request.headers()["next-router-prefetch"]) prefetches.push(new URL(request.url()).pathname);
    if (request.resourceType() === "script") changedAt = Date.now();
  });
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    changedAt = Date.now();
    scripts.set(response.url(), response);
  });
  return {
    prefetches,
    async allKb(): Promise<number> {
      while (Date.now() - changedAt < QUIET_MS) await sleep(200);
      // Only now: what still arrives while the phone is put away is nobody's.
      const bodies = await Promise.all([...scripts.values()].map((response) => response.body()));
      return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1024;
    },
  };
}

type Noted = {
  lcpMs: number;
  cls: number;
  shifts: string[];
  inpMs: number;
  feltMs: number;
  arrivedMs: number;
};

declare global {
  interface Window {
    benchPage: Noted;
  }
  interface PerformanceObserverInit {
    /** For events: the shortest duration that is reported. */
    durationThreshold?: number;
  }
  interface PerformanceEntry {
    /** For a layout shift. */
    readonly value?: number;
    readonly hadRecentInput?: boolean;
    readonly sources?: readonly { readonly node: Node | null }[];
    /** For an event; 0 when no touch caused it. */
    readonly interactionId?: number;
  }
}

/** Runs in the page, before anything else. */
function watchPage(): void {
  const noted: Noted = { lcpMs: 0, cls: 0, shifts: [], inpMs: 0, feltMs: 0, arrivedMs: 0 };
  window.benchPage = noted;
  const watch = (type: string, note: (entry: PerformanceEntry) => void) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
    observer.observe({ type, buffered: true, durationThreshold: 16 });
  };
  watch("largest-contentful-paint", (entry) => {
    noted.lcpMs = entry.startTime;
  });
  watch("layout-shift", (entry) => {
    if (entry.hadRecentInput) return;
    noted.cls += entry.value ?? 0;
    const moved = (entry.sources ?? []).map(({ node }) => node?.textContent?.trim().slice(0, 40));
    noted.shifts.push(`${entry.value?.toFixed(3)} ${moved.join(" | ")}`);
  });
  watch("event", (entry) => {
    if (entry.interactionId) noted.inpMs = Math.max(noted.inpMs, entry.duration);
  });
}

/** Runs in the page: notes when the next click is seen to be felt, and when its page is there. */
function noteNextFrames(): void {
  const from = location.href;
  Object.assign(window.benchPage, { feltMs: 0, arrivedMs: 0 });
  const onceDrawn = (isSo: () => boolean, note: () => void) => {
    const look = () => {
      if (!isSo()) return requestAnimationFrame(look);
      // This frame shows it, and has been drawn once a task runs after it: this one, before what the page has waiting.
      return scheduler.postTask(note, { priority: "user-blocking" });
    };
    requestAnimationFrame(look);
  };
  const hasArrived = () => location.href !== from;
  document.addEventListener(
    "click",
    ({ timeStamp, target }) => {
      const link = target instanceof Element ? target.closest("a") : null;
      const state = () => link?.ariaCurrent;
      const before = state();
      const isFelt = () => link?.hasAttribute("data-pressed") === true || state() !== before;
      onceDrawn(
        () => isFelt() || hasArrived(),
        () => {
          window.benchPage.feltMs = performance.now() - timeStamp;
        },
      );
      onceDrawn(hasArrived, () => {
        window.benchPage.arrivedMs = performance.now() - timeStamp;
      });
    },
    { once: true, capture: true },
  );
}
