import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { startEmbeddedPostgres } from "#db/embedded";
import { inspectDatabase } from "#db/inspect";
import { migrate } from "#db/migrate";
import { type Env, isLiveKey } from "#lib/env";
import { StartError } from "#lib/errors";
import { readSecret } from "#lib/secrets";
import { type Kept, keepRunning } from "./supervise.ts";

const WATCH_MS = 200;

export type Database = {
  readonly ownerUrl: string;
  /** False once an embedded server has ended. An outside server is not watched. */
  isRunning(): boolean;
  /** Starts an ended embedded server again at the same address, because every process knows only that one. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** The database to work with: the one that DATABASE_URL names, or the embedded one, started. */
export async function openDatabase(env: Env): Promise<Database> {
  if (env.DATABASE_URL) {
    await inspectDatabase(env.DATABASE_URL);
    return {
      ownerUrl: env.DATABASE_URL,
      isRunning: () => true,
      restart: async () => {},
      close: closeOwnPool,
    };
  }
  const options = {
    dataDir: embeddedFolder(env),
    password: readSecret(env.DATA_DIR, "database"),
  };
  let server = await startEmbeddedPostgres(options);
  const port = Number(new URL(server.ownerUrl).port);
  return {
    ownerUrl: server.ownerUrl,
    isRunning: () => server.isRunning(),
    async restart() {
      server = await startEmbeddedPostgres({ ...options, port });
    },
    async close() {
      // The server keeps running for connected programs, and this process must not be one of them.
      await closeOwnPool();
      await server.stop();
    },
  };
}

/** Starts an embedded PostgreSQL again whenever it ends. Connected processes reconnect by themselves. */
export function keepDatabase(database: Database): Kept {
  return keepRunning({
    name: "PostgreSQL",
    async ended() {
      while (database.isRunning()) await sleep(WATCH_MS, undefined, { ref: false });
      return "its process is gone";
    },
    restart: () => database.restart(),
  });
}

async function closeOwnPool(): Promise<void> {
  await globalThis.workhubConnection?.close();
}

export function embeddedFolder(env: Env): string {
  return join(env.DATA_DIR, "postgres");
}

/** Migrates the database and makes `getDb()` in this process, and in those it starts, use it as the app's role. */
export async function prepareDatabase(database: Database, env: Env): Promise<void> {
  const { appUrl } = await migrate(database.ownerUrl, env.DATABASE_APP_URL);
  process.env.DATABASE_APP_URL = appUrl;
  await refuseOtherCurrency(env.CURRENCY);
  await refuseUnrealMoney(env);
}

/** Money that a bank of tests put into a wallet could be withdrawn as real money. */
export async function refuseUnrealMoney({
  STRIPE_SECRET_KEY: key,
}: Pick<Env, "STRIPE_SECRET_KEY">): Promise<void> {
  if (!key || !isLiveKey(key)) return;
  const [unreal] = await getDb().execute(sql`
    select 1 from payments where direction = 'deposit' and status = 'settled' and provider <> 'stripe' limit 1`);
  if (!unreal) return;
  throw new StartError(
    "The wallets of this database hold money that is not real, and STRIPE_SECRET_KEY is live: begin with an empty database.",
  );
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
