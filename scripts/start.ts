import { type Env, getEnv, isPublic } from "#lib/env";
import { box, columns } from "./box.ts";
import { buildIfNeeded } from "./build.ts";
import { keepDatabase, openDatabase, prepareDatabase } from "./database.ts";
import { report, run, stopSignal } from "./run.ts";
import { type Account, seedOnce } from "./seed-once.ts";
import { addressOf, keepServer, refuseTakenPort } from "./server.ts";
import { keepWorker } from "./worker.ts";

/*
 * `npm start` and, with --dev, `npm run dev`: database, build, server and worker in one command. What ends by itself is
 * started again; stopping ends everything in the reverse order of the start.
 */

const cleanups: (() => Promise<unknown>)[] = [];
const stopping = new AbortController();

async function main(): Promise<void> {
  const mode = process.argv.includes("--dev") ? "dev" : "start";
  const stopped = stopSignal().then(() => "stopped" as const);
  const started = startEverything(mode);
  try {
    if ((await Promise.race([started, stopped])) === "stopped") return;
    await stopped;
    console.log("\nStopping: running requests and tasks may finish.");
  } finally {
    // Parts that are still starting settle first, so that none is left behind.
    stopping.abort();
    await started.catch(() => {});
    for (const cleanUp of cleanups.reverse()) await cleanUp().catch(report);
  }
}

async function startEverything(mode: "start" | "dev"): Promise<void> {
  const env = getEnv();
  await refuseTakenPort(env);
  const database = await openDatabase(env);
  cleanups.push(() => database.close());
  await prepareDatabase(database, env);
  // The build needs no data and the data no build, so on two cores they run side by side.
  const [accounts] = await bothOrStop(
    seedOnce(env),
    mode === "start" ? build(env) : Promise.resolve(),
  );
  stopping.signal.throwIfAborted();
  const keptDatabase = keepDatabase(database);
  cleanups.push(() => keptDatabase.stop());
  const server = await keepServer(env, mode);
  cleanups.push(() => server.stop());
  if (env.WORKER) {
    const worker = await keepWorker(env);
    cleanups.push(() => worker.stop());
  }
  console.log(`\n${box(welcome(env, accounts))}\n`);
}

/** Both results, or the first failure once the other has settled too. */
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
    env: {
      CURRENCY: env.CURRENCY,
      EXPOSE_TESTING_API: process.env.EXPOSE_TESTING_API ?? "",
      BENCH_PAGES: "",
    },
    say: (line) => console.log(line),
    signal: stopping.signal,
  });
}

function welcome(env: Env, accounts: readonly Account[]): string[] {
  const rows = accounts.map(({ role, email, password }) => [role, email, password]);
  const isAdminNew = accounts.some(({ role }) => role === "admin") && (isPublic(env) || !env.DEMO);
  const heading = isAdminNew
    ? "Sign in with (the admin's password is shown this once):"
    : "Sign in with:";
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
