import { defineConfig } from "@playwright/test";
import { freePort } from "#lib/free-port";
import { BROWSER_FLAGS, ensureBrowser } from "#scripts/browser";

/*
 * The tests start WorkHub the way people do, on a port, a database and a build of their own. The
 * settings below are made once, by the first process, and inherited by the others.
 */
process.env.E2E_PORT ??= String(await freePort());
process.env.BROWSER_PATH ??= ensureBrowser();

const baseURL = `http://localhost:${process.env.E2E_PORT}`;

export default defineConfig({
  testDir: "e2e",
  // Cleared at the start of a run, with the database of the run before.
  outputDir: "test-results",
  fullyParallel: false,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  // A server that has just started loads each page's code at its first visit. Speed is for the benchmarks to measure.
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    baseURL,
    locale: "en-IE",
    timezoneId: "UTC",
    // Recording every step is slow on two cores; `npx playwright test --trace on` does it for one that fails.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.BROWSER_PATH, args: BROWSER_FLAGS },
  },
  webServer: {
    command: "node scripts/start.ts",
    url: `${baseURL}/api/health/ready`,
    timeout: 300_000,
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
      LOG_LEVEL: "warn",
    },
  },
});
