import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appUrl, type Connection, connect, useConnection } from "#db/client";
import { startEmbeddedPostgres } from "#db/embedded";
import { migrate } from "#db/migrate";
import { readEnv } from "#lib/env";
import { freePort } from "#lib/free-port";
import { buildIfNeeded } from "./build.ts";
import type { Child } from "./child.ts";
import { addressOf, startServer } from "./server.ts";

export type App = { readonly address: string; readonly child: Child };

/** A throw-away WorkHub: its own database, and as many processes of the production build as are asked for. */
export type Stage = {
  /** As the database's owner, for filling it. */
  readonly owner: Connection;
  startApp(): Promise<App>;
  close(): Promise<void>;
};

type StageOptions = {
  /** A build of its own, in a folder of its own. */
  readonly hasEmptyPages?: boolean;
  /** False where only the database is needed, and no build. */
  readonly hasApps?: boolean;
};

const CONNECTIONS = 24;

/**
 * Starts an embedded PostgreSQL with default durability and makes the production build if it is missing. This process
 * uses the same database as the app's role: `getDb()` and its own session tokens are valid there.
 */
export async function openStage(
  say: (line: string) => void,
  { hasEmptyPages = false, hasApps = true }: StageOptions = {},
): Promise<Stage> {
  if (hasEmptyPages) process.env.NEXT_DIST_DIR = ".next-bench";
  const folder = mkdtempSync(join(tmpdir(), "workhub-stage-"));
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, "postgres"),
    password: "stage",
  });
  const benchPages = hasEmptyPages ? "1" : "";
  const prepared = prepare(server.ownerUrl, folder);
  const settings = await (hasApps
    ? prepared.then((settings) => buildPages(settings, { benchPages, say }))
    : prepared
  ).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });

  const owner = connect(server.ownerUrl, { max: 2 });
  const own = connect(appUrl(), { max: CONNECTIONS });
  useConnection(own);
  const apps: App[] = [];
  return {
    owner,
    async startApp() {
      const env = readEnv({ ...settings, PORT: String(await freePort()) });
      const app = { address: addressOf(env), child: await startServer(env, "start") };
      apps.push(app);
      return app;
    },
    async close() {
      await Promise.all(apps.map(({ child }) => child.stop()));
      useConnection(undefined);
      await Promise.all([owner.close(), own.close()]);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function prepare(ownerUrl: string, folder: string) {
  const { appUrl } = await migrate(ownerUrl);
  const secret = randomBytes(32).toString("hex");
  Object.assign(process.env, {
    DATABASE_APP_URL: appUrl,
    NEXTAUTH_SECRET: secret,
    DATA_DIR: folder,
  });
  process.env.LOG_LEVEL ??= "warn";
  // A few people stand for many.
  process.env.PERSON_LIMITS ??= "9999";
  process.env.LIVE_PROPOSALS ??= "9999";
  process.env.ADDRESS_LIMITS ??= "9999";
  return { NEXTAUTH_SECRET: secret, DATA_DIR: folder, HOST: "127.0.0.1" };
}

async function buildPages(
  settings: Awaited<ReturnType<typeof prepare>>,
  { benchPages, say }: { benchPages: string; say: (line: string) => void },
) {
  const { CURRENCY } = readEnv(settings);
  const build = { CURRENCY, EXPOSE_TESTING_API: "", BENCH_PAGES: benchPages };
  await buildIfNeeded({ env: build, say, signal: new AbortController().signal });
  return settings;
}
