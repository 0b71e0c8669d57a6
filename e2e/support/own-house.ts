import { expect } from "@playwright/test";
import { spawnScript } from "#scripts/child";

export type OwnHouse = { readonly adminPassword: string; stop(): Promise<void> };

/**
 * Starts WorkHub once more: from the build that is there already, on a database of the PostgreSQL that is running
 * already, and with nobody in it but the admin. On a database that has its admin already, the password is "".
 */
export async function startOwnHouse(
  port: number,
  databaseUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<OwnHouse> {
  const workhub = spawnScript("scripts/start.ts", [], {
    PORT: String(port),
    DATA_DIR: `test-results/own-data-${port}`,
    NEXT_DIST_DIR: ".next-e2e",
    EXPOSE_TESTING_API: "1",
    DATABASE_URL: databaseUrl,
    DATABASE_APP_URL: "",
    CURRENCY: "EUR",
    DEMO: "0",
    ADDRESS_LIMITS: "20",
    LOG_LEVEL: "warn",
    ...env,
  });
  const isReady = () => workhub.output().includes("WorkHub is ready.");
  await expect
    .poll(() => (workhub.isRunning() ? isReady() : workhub.output()), { timeout: 60_000 })
    .toBe(true);
  return {
    adminPassword: /admin@example\.com\s+(\S+)/.exec(workhub.output())?.[1] ?? "",
    async stop() {
      await workhub.stop();
    },
  };
}
