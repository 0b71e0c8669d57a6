import { expect } from "@playwright/test";
import { spawnScript } from "#scripts/child";
import { STANDIN_KEY, STANDIN_SECRET, type Standin, startStandin } from "#scripts/stripe/standin";
import { makeDatabase } from "./database.ts";

export type AtStripe = {
  readonly standin: Standin;
  /** The name of its database. */
  readonly database: string;
  readonly adminPassword: string;
  stop(): Promise<void>;
};

/**
 * Starts WorkHub once more, with the stand-in for Stripe behind it: from the build that is there already, on the
 * PostgreSQL that is running already, and with nobody in it but the admin.
 */
export async function startAtStripe(port: number): Promise<AtStripe> {
  const address = `http://localhost:${port}`;
  const standin = await startStandin(0, async (body, signature) => {
    const headers = { "content-type": "application/json", "stripe-signature": signature };
    const init = { method: "POST", headers, body };
    return (await fetch(`${address}/api/payments/events`, init)).ok;
  });
  const database = `stripe_${port}`;
  const workhub = spawnScript("scripts/start.ts", [], {
    PORT: String(port),
    DATA_DIR: `test-results/stripe-data-${port}`,
    NEXT_DIST_DIR: ".next-e2e",
    EXPOSE_TESTING_API: "1",
    DATABASE_URL: await makeDatabase(database),
    DATABASE_APP_URL: "",
    CURRENCY: "EUR",
    DEMO: "0",
    ADDRESS_LIMITS: "20",
    LOG_LEVEL: "warn",
    STRIPE_SECRET_KEY: STANDIN_KEY,
    STRIPE_WEBHOOK_SECRET: STANDIN_SECRET,
    STRIPE_API: standin.address,
  });
  const readPassword = () => /admin@example\.com\s+(\S+)/.exec(workhub.output())?.[1] ?? "";
  await expect
    .poll(() => (workhub.isRunning() ? readPassword() : workhub.output()), { timeout: 60_000 })
    .not.toBe("");
  if (!workhub.isRunning()) throw new Error(workhub.output());
  return {
    standin,
    database,
    adminPassword: readPassword(),
    async stop() {
      await workhub.stop();
      await standin.close();
    },
  };
}
