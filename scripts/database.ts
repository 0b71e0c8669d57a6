import { join } from "node:path";
import { sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { startEmbeddedPostgres } from "#db/embedded";
import { inspectDatabase } from "#db/inspect";
import { migrate } from "#db/migrate";
import type { Env } from "#lib/env";
import { readSecret } from "#lib/secrets";
import { StartError } from "#lib/start-error";

export type Database = {
  readonly ownerUrl: string;
  /** False once an embedded server has ended. One from outside is not watched. */
  isRunning(): boolean;
  close(): Promise<void>;
};

/** The database to work with: the one that DATABASE_URL names, or the embedded one, started. */
export async function openDatabase(env: Env): Promise<Database> {
  if (env.DATABASE_URL) {
    await inspectDatabase(env.DATABASE_URL);
    return { ownerUrl: env.DATABASE_URL, isRunning: () => true, close: async () => {} };
  }
  const server = await startEmbeddedPostgres({
    dataDir: embeddedFolder(env),
    password: readSecret(env.DATA_DIR, "database"),
  });
  return { ownerUrl: server.ownerUrl, isRunning: server.isRunning, close: server.stop };
}

export function embeddedFolder(env: Env): string {
  return join(env.DATA_DIR, "postgres");
}

/**
 * Brings the database up to date and makes `getDb()` of this process, and of the ones it starts,
 * work on it as the app's role.
 */
export async function prepareDatabase(database: Database, env: Env): Promise<void> {
  const { appUrl } = await migrate(database.ownerUrl, env.DATABASE_APP_URL);
  process.env.DATABASE_APP_URL = appUrl;
  await refuseOtherCurrency(env.CURRENCY);
}

/** A ledger keeps the currency it began with. */
async function refuseOtherCurrency(wanted: string): Promise<void> {
  const [other] = await getDb().execute<{ currency: string }>(
    sql`select currency from ledger.accounts where currency <> ${wanted} limit 1`,
  );
  if (!other) return;
  throw new StartError(
    `The ledger of this database keeps ${other.currency}, and CURRENCY is ${wanted}: set CURRENCY=${other.currency}, or use another database.`,
  );
}
