import { setTimeout as sleep } from "node:timers/promises";
import { type Env, getEnv } from "#lib/env";
import { StartError } from "#lib/start-error";
import { box, columns } from "./box.ts";
import { buildIfNeeded } from "./build.ts";
import type { Child } from "./child.ts";
import { type Database, openDatabase, prepareDatabase } from "./database.ts";
import { report, run, stopSignal } from "./run.ts";
import { type Account, seedOnce } from "./seed-once.ts";
import { addressOf, refuseTakenPort, startServer } from "./server.ts";
import { startTaskWorker } from "./worker.ts";

/*
 * `npm start` and, with --dev, `npm run dev`: database, build, server and worker in one command.
 * Whatever ends first ends everything else, in the opposite order of starting.
 */

const WATCH_MS = 1_000;
const cleanups: (() => Promise<unknown>)[] = [];
const stopping = new AbortController();

async function main(): Promise<void> {
  const mode = process.argv.includes("--dev") ? "dev" : "start";
  const stopped = stopSignal().then(() => "stopped" as const);
  const started = startEverything(mode);
  try {
    if ((await Promise.race([started, stopped])) === "stopped") return;
    const failure = await Promise.race([stopped, watch(await started)]);
    if (failure !== "stopped") throw new StartError(failure);
    console.log("\nStopping: running requests and tasks may finish.");
  } finally {
    // What is still starting first comes to a rest, so that there is nothing left to miss.
    stopping.abort();
    await started.catch(() => {});
    for (const cleanUp of cleanups.reverse()) await cleanUp().catch(report);
  }
}

type Running = { readonly database: Database; readonly server: Child };

async function startEverything(mode: "start" | "dev"): Promise<Running> {
  const env = getEnv();
  await refuseTakenPort(env);
  const database = await openDatabase(env);
  cleanups.push(() => database.close());
  await prepareDatabase(database, env);
  cleanups.push(async () => globalThis.workhubConnection?.close());
  // The build needs no data and the data no build: on two cores they go side by side.
  const [accounts] = await bothOrStop(
    seedOnce(env),
    mode === "start" ? build(env) : Promise.resolve(),
  );
  stopping.signal.throwIfAborted();
  const server = await startServer(env, mode);
  cleanups.push(() => server.stop());
  if (env.WORKER) {
    const worker = await startTaskWorker();
    cleanups.push(() => worker.stop());
  }
  console.log(`\n${box(welcome(env, accounts))}\n`);
  return { database, server };
}

/** Both, or the first failure once the other one has come to a rest too. */
async function bothOrStop<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  try {
    return await Promise.all([first, second]);
  } catch (error) {
    stopping.abort();
    await Promise.allSettled([first, second]);
    throw error;
  }
}

async function build(env: Env): Promise<void> {
  await buildIfNeeded({
    env: { CURRENCY: env.CURRENCY, EXPOSE_TESTING_API: process.env.EXPOSE_TESTING_API ?? "" },
    say: (line) => console.log(line),
    signal: stopping.signal,
  });
}

/** Waits for the end of something that everything else needs, and says what it was. */
async function watch({ database, server }: Running): Promise<string> {
  while (server.isRunning() && database.isRunning()) await sleep(WATCH_MS);
  return server.isRunning()
    ? "PostgreSQL has ended, so WorkHub stops: start it again."
    : `The web server has ended, so WorkHub stops: start it again.\n\n${server.output()}`;
}

function welcome(env: Env, accounts: readonly Account[]): string[] {
  const rows = accounts.map(({ role, email, password }) => [role, email, password]);
  const heading = env.DEMO ? "Sign in with:" : "Sign in with (shown this once):";
  return [
    "WorkHub is ready.",
    "",
    addressOf(env),
    ...(rows.length > 0 ? ["", heading, ...columns(rows)] : []),
    "",
    "Ctrl-C stops it.",
  ];
}

await run(main);
process.exit();
