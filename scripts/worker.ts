import { getEnv } from "#lib/env";
import { log } from "#lib/log";
import { startWorker, type Worker } from "#lib/task";
import { openDatabase, prepareDatabase } from "./database.ts";
import { run, stopSignal } from "./run.ts";
import { TASK_HANDLERS } from "./task-handlers.ts";

/** The worker, on the database that DATABASE_APP_URL names by now. */
export function startTaskWorker(): Promise<Worker> {
  const appUrl = process.env.DATABASE_APP_URL;
  if (!appUrl) throw new Error("The database must be prepared before its worker starts");
  return startWorker(appUrl, TASK_HANDLERS);
}

/** `npm run worker`: the worker alone. */
async function main(): Promise<void> {
  const stopped = stopSignal();
  const env = getEnv();
  const database = await openDatabase(env);
  try {
    await prepareDatabase(database, env);
    const worker = await startTaskWorker();
    log.info("The worker works");
    await stopped;
    await worker.stop();
    await globalThis.workhubConnection?.close();
  } finally {
    await database.close();
  }
}

if (import.meta.main) {
  await run(main);
  process.exit();
}
