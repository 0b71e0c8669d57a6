import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { StartError } from "#lib/errors";

/** The one without windows first: a new context takes it a third of the time and no processes for toolbars. */
const INSTALLED = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const DEBIAN_PACKAGES = ["chromium-headless-shell", "chromium"];
const PLAYWRIGHT = fileURLToPath(new URL("../node_modules/.bin/playwright", import.meta.url));
const INSTALL_MS = 300_000;

/** What a system's browser needs to run as root, without a screen and without calling home. */
export const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  // What draws needs no process of its own: an eighth of the browser's work was passing things on to it.
  "--in-process-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser to test with, or null: BROWSER_PATH, Playwright's own, the system's. */
export function findBrowser(): string | null {
  const candidates = [process.env.BROWSER_PATH, chromium.executablePath(), ...INSTALLED];
  return candidates.find((path) => path && runs(path)) ?? null;
}

/**
 * The browser to test with, installed if there is none. On Debian, root takes the distribution's, because Playwright's
 * own is not available on every network.
 */
export function ensureBrowser(): string {
  const existing = findBrowser();
  if (existing) return existing;
  const attempts = isDebian() && process.getuid?.() === 0 ? [fromDebian, own] : [own];
  for (const attempt of attempts) {
    attempt();
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new StartError(
    "No browser was found and none could be installed: install Chromium, or set BROWSER_PATH to it.",
  );
}

function fromDebian(): void {
  console.log("Installing Debian's Chromium for the browser tests.");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { stdio: "ignore", env, timeout: INSTALL_MS } as const;
  spawnSync("apt-get", ["update"], options);
  for (const name of DEBIAN_PACKAGES) {
    const install = ["install", "--yes", "--no-install-recommends", name];
    if (spawnSync("apt-get", install, options).status === 0) return;
  }
}

function own(): void {
  console.log("Installing Playwright's chromium for the browser tests.");
  spawnSync(PLAYWRIGHT, ["install", "chromium"], { stdio: "ignore", timeout: INSTALL_MS });
}

function isDebian(): boolean {
  return (
    existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"))
  );
}

function runs(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    execFileSync(path, ["--version"], { stdio: "ignore", timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}
