import { type Env, getEnv } from "#lib/env";
import { StartError } from "#lib/errors";
import { type Child, spawnWorker } from "./child.ts";
import { keepDatabase, openDatabase, prepareDatabase } from "./database.ts";
import { report, run, stopSignal } from "./run.ts";
import { type Kept, keepRunning } from "./supervise.ts";

const READY_MS = 60_000;
/** How long running tasks may take to finish. */
const STOP_MS = 30_000;

/** Starts the worker on the database that DATABASE_APP_URL now names, and keeps it running until it is stopped. */
export async function keepWorker(env: Env): Promise<Kept> {
  let child: Child | null = null;
  const start = async (signal: AbortSignal) => {
    child = await startWorkerProcess(env, signal);
  };
  // The web server works without it: when the database has just been lost, starting is tried again like everything
  // else.
  await start(new AbortController().signal).catch(report);
  const kept = keepRunning({
    name: "The worker",
    ended: async () => (child ? child.ended : "it did not start"),
    restart: start,
  });
  return {
    async stop() {
      await kept.stop();
      await child?.stop(STOP_MS);
    },
  };
}

async function startWorkerProcess(env: Env, signal: AbortSignal): Promise<Child> {
  const child = spawnWorker(
    {
      DATABASE_URL: undefined,
      DATABASE_APP_URL: process.env.DATABASE_APP_URL,
      NEXTAUTH_SECRET: env.NEXTAUTH_SECRET,
      DATA_DIR: env.DATA_DIR,
    },
    (line) => console.log(line),
  );
  const isReady = await Promise.race([
    child.ready.then(() => true),
    child.ended.then(() => false),
    whenAborted(AbortSignal.any([signal, AbortSignal.timeout(READY_MS)])).then(() => false),
  ]);
  if (isReady) return child;
  await child.stop(0);
  throw new StartError("The worker did not start (see above).");
}

function whenAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true }),
  );
}

/** `npm run worker`: only the worker. */
async function main(): Promise<void> {
  const stopped = stopSignal();
  const env = getEnv();
  const database = await openDatabase(env);
  try {
    await prepareDatabase(database, env);
    const keptDatabase = keepDatabase(database);
    const worker = await keepWorker(env);
    await stopped;
    await worker.stop();
    await keptDatabase.stop();
  } finally {
    await database.close();
  }
}

if (import.meta.main) {
  await run(main);
  process.exit();
}
