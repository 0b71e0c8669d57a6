import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { openStage } from "../stage.ts";
import { startBareApp } from "./bare-app.ts";
import { type Marketplace, openMarketplace } from "./marketplace.ts";
import { type Bench, percentile, type Row } from "./measure.ts";
import { openBrowser } from "./messages-screen.ts";
import { type Followed, type Loaded, takePhone } from "./phone.ts";

/*
 * How a cheap phone on a slow network experiences the production build, filled with the demo, in Chromium. The floor of
 * the scripts' size is an empty page of the same framework with the same settings, built and measured in the same run.
 */

const ROUNDS = 3;
const PUBLIC_RATIO = 1.35;
const SIGNED_IN_RATIO = 1.6;
const LCP_MS = 2_500;
const CLS = 0.02;
const FRAME_MS = 100;
const TOUCHES = 5;

type Visit = {
  readonly name: string;
  readonly path: string;
  readonly isSignedIn: boolean;
  /** Where people come from, and what they touch there. */
  readonly from: string;
  readonly link: string;
};

const JOB_ROW = 'a[href*="job=job_"]';

function visitsOf({ jobPath, profilePath, contractPath, roomPath }: Marketplace): Visit[] {
  const open = { isSignedIn: false };
  const own = { isSignedIn: true };
  const panelPath = jobPath.replace("/jobs/", "/jobs?job=");
  return [
    { name: "landing", path: "/", ...open, from: "/jobs", link: 'header a[href="/"]' },
    { name: "board", path: "/jobs", ...open, from: "/", link: 'a[href="/jobs"]' },
    { name: "panel", path: panelPath, ...open, from: "/jobs", link: JOB_ROW },
    { name: "job", path: jobPath, ...open, from: "/", link: 'a[href^="/jobs/job_"]' },
    { name: "people", path: "/freelancers", ...open, from: "/", link: 'a[href="/freelancers"]' },
    { name: "profile", path: profilePath, ...open, from: "/", link: 'a[href^="/freelancers/"]' },
    { name: "my-jobs", path: "/my-jobs", ...own, from: "/home", link: 'a[href="/my-jobs"]' },
    { name: "wallet", path: "/wallet", ...own, from: "/home", link: 'a[href="/wallet"]' },
    { name: "contract", path: contractPath, ...own, from: "/home", link: 'a[href^="/contracts/"]' },
    { name: "inbox", path: "/inbox", ...own, from: "/home", link: 'a[href="/inbox"]' },
    { name: "room", path: roomPath, ...own, from: "/inbox", link: 'a[href^="/inbox/cnv_"]' },
  ];
}

export const bench: Bench = async (say) => {
  const folder = mkdtempSync(join(tmpdir(), "workhub-bench-pages-"));
  const stage = await openStage(say);
  const bare = await startBareApp(folder);
  const browser = await openBrowser();
  try {
    const app = await stage.startApp();
    say("The demo's marketplace");
    const market = await openMarketplace(stage, app);
    const floor = await loadOnce(browser, bare.address, null, "/");
    say(`An empty page of the framework: ${floor.jsKb.toFixed(1)} KB`);
    const rows: Row[] = [];
    for (const visit of visitsOf(market)) {
      say(visit.name);
      rows.push(
        ...(await measureVisit(browser, { address: app.address, market, visit, floor, say })),
      );
    }
    rows.push(await measurePanel(browser, app.address));
    return rows;
  } finally {
    await browser.close();
    await bare.close();
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

type Measuring = {
  address: string;
  market: Marketplace;
  visit: Visit;
  floor: Loaded;
  say: (line: string) => void;
};

async function measureVisit(
  browser: Browser,
  { address, market, visit, floor, say }: Measuring,
): Promise<Row[]> {
  const { name, path, isSignedIn } = visit;
  const cookie = isSignedIn ? market.cookie : null;
  const loads: Loaded[] = [];
  const followed: Followed[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    loads.push(await loadOnce(browser, address, cookie, path));
    const phone = await takePhone(browser, address, cookie);
    await phone.load(visit.from);
    followed.push(await phone.follow(visit.link));
    await phone.close();
  }
  const ahead = loads[0]?.prefetches ?? [];
  say(`  ${ahead.length} requests ahead: ${[...new Set(ahead)].join(" ")}`);
  for (const shift of loads[0]?.shifts ?? []) say(`  moved by ${shift}`);
  const arrivals = followed.map(({ arrivedMs }) => arrivedMs);
  say(`  there ${percentile(arrivals, 0.5).toFixed(0)} ms after the touch`);
  const middle = (of: (loaded: Loaded) => number) => percentile(loads.map(of), 0.5);
  const ratio = isSignedIn ? SIGNED_IN_RATIO : PUBLIC_RATIO;
  return [
    rowWithin(
      `${name}-js`,
      "KB",
      middle(({ jsKb }) => jsKb),
      { floor: floor.jsKb, ratio },
    ),
    rowAtMost(
      `${name}-lcp`,
      "ms",
      middle(({ lcpMs }) => lcpMs),
      floor.lcpMs,
      LCP_MS,
    ),
    rowAtMost(
      `${name}-cls`,
      "",
      middle(({ cls }) => cls),
      0,
      CLS,
    ),
    rowAtMost(
      `${name}-nav`,
      "ms",
      percentile(
        followed.map(({ feltMs }) => feltMs),
        0.5,
      ),
      0,
      FRAME_MS,
    ),
  ];
}

async function loadOnce(
  browser: Browser,
  address: string,
  cookie: string | null,
  path: string,
): Promise<Loaded> {
  const phone = await takePhone(browser, address, cookie);
  const loaded = await phone.load(path);
  await phone.close();
  return loaded;
}

/** Opening jobs on the board, one after another. */
async function measurePanel(browser: Browser, address: string): Promise<Row> {
  const phone = await takePhone(browser, address, null);
  await phone.load("/jobs");
  const inpMs = await phone.interact(JOB_ROW, TOUCHES);
  await phone.close();
  return rowAtMost("panel-inp", "ms", inpMs, 0, FRAME_MS);
}

/** Less is better: the ratio must not exceed the target. */
function rowWithin(
  name: string,
  unit: string,
  value: number,
  { floor, ratio: target }: { floor: number; ratio: number },
): Row {
  const ratio = round(value / floor);
  return {
    name,
    value: round(value),
    unit,
    floor: round(floor),
    ratio,
    target,
    ok: ratio <= target,
  };
}

/** Less is better: the value itself must not exceed the target. Without a floor there is no ratio. */
function rowAtMost(name: string, unit: string, value: number, floor: number, target: number): Row {
  const ratio = floor > 0 ? round(value / floor) : 0;
  return {
    name,
    value: round(value),
    unit,
    floor: round(floor),
    ratio,
    target,
    ok: value <= target,
  };
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
