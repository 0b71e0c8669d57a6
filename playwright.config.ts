import { defineConfig } from "@playwright/test";
import { freePort } from "#lib/free-port";
import { BROWSER_FLAGS, ensureBrowser } from "#scripts/browser";

/*
 * The tests start WorkHub the way people do, on their own port, database and build. The settings below are made once,
 * by the first process, and inherited by the others.
 */
process.env.E2E_PORT ??= String(await freePort());
process.env.BROWSER_PATH ??= ensureBrowser();

const baseURL = `http://localhost:${process.env.E2E_PORT}`;

export default defineConfig({
  testDir: "e2e",
  // Cleared at the start of a run, with the previous run's database.
  outputDir: "test-results",
  // What a screen reader says.
  snapshotPathTemplate: "{testDir}/heard/{arg}{ext}",
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  // A server that has just started loads each page's code at the first visit. Speed is for the benchmarks to measure.
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    baseURL,
    locale: "en-IE",
    timezoneId: "UTC",
    // What a page asks through its service worker does not pass the interceptions of that page (docs/decisions/100).
    // e2e/app.spec.ts is about the worker, and allows it.
    serviceWorkers: "block",
    // Recording every step is slow on two cores; `npx playwright test --trace on` records a failing test.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.BROWSER_PATH, args: BROWSER_FLAGS },
  },
  webServer: {
    command: "node scripts/start.ts",
    url: `${baseURL}/api/health/ready`,
    // A build is part of it, which takes a slow and busy machine many minutes.
    timeout: 900_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
    env: {
      PORT: process.env.E2E_PORT,
      DATA_DIR: "test-results/data",
      NEXT_DIST_DIR: ".next-e2e",
      EXPOSE_TESTING_API: "1",
      DATABASE_URL: "",
      DATABASE_APP_URL: "",
      CURRENCY: "EUR",
      DEMO: "1",
      // Everyone in these tests comes from one address.
      ADDRESS_LIMITS: "20",
      LOG_LEVEL: "warn",
    },
  },
});
