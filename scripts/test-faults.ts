import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { StartError } from "#lib/errors";
import { freePort } from "#lib/free-port";
import { type Books, openBooks } from "./faults/books.ts";
import { countWrites } from "./faults/count.ts";
import { buildHouse, type House, measureLoad } from "./faults/house.ts";
import { inflict, type Scene } from "./faults/inflict.ts";
import { startLoad } from "./faults/load.ts";
import { runInOwnNamespace } from "./faults/own-namespace.ts";
import { untilKnown } from "./faults/person.ts";
import { planFaults } from "./faults/plan.ts";
import { type Pulse, startPulse } from "./faults/pulse.ts";
import { startRelay } from "./faults/relay.ts";
import { mountSmallDisk } from "./faults/small-disk.ts";
import { run, stopSignal } from "./run.ts";

/*
 * `npm run test:faults -- --kills 24`: a whole WorkHub under load. Its processes are killed with -9 again and again, its
 * commits are cut off, its database goes away, its disk is full. The last line is one line of JSON. Exit code 1 when
 * something acknowledged is missing, doubled or half done, when something did not recover by itself in time, when a
 * process outlived its launcher or kept using a whole processor, and when a fault could not be tried on this machine.
 */

const SECRET = "a-secret-for-a-database-that-is-thrown-away";
const PAUSE_MS = 1_000;
const QUIET_MS = 5_000;
const MEASURE_MS = 3_000;
const BUSY = 0.5;
/** Everything recovers by itself within this time, on a machine that is not busy with other work. */
const RECOVERY_MAX_MS = 10_000;
/** What was started by hand works within this time. */
const START_MAX_MS = 20_000;
/** The bank's tasks are tried again after a while; by then the last of them is through. */
const SETTLED_MS = 180_000;
const LOOK_MS = 250;

const say = (line: string) => console.log(line);

async function prove(scene: Scene, kills: number) {
  const { house, relay } = scene;
  await house.start();
  const books = openBooks();
  const pulse = await startPulse(house, books);
  const load = await startLoad(house.address, books);
  const figures = await sufferAll(scene, kills, pulse);
  pulse.stop();
  await load.stop();
  const settledMs = await waitForBank();
  await sleep(QUIET_MS);
  const burning = await countBurning(house);
  const found = await countWrites(books, {
    conversations: load.conversations,
    dataDir: house.dataDir,
    say,
  });
  return {
    kills,
    acknowledged: books.acknowledged.size,
    unknown: books.unknown(),
    found: books.found(),
    ...found,
    ...figures,
    refused: countRefusals(books),
    journeys: load.journeys(),
    cuts: relay.cuts(),
    burning,
    settledMs,
  };
}

async function sufferAll(scene: Scene, kills: number, pulse: Pulse) {
  const figures = { orphans: 0, notRun: 0, slowestRecoveryMs: 0, slowestStartMs: 0 };
  for (const fault of planFaults(kills)) {
    await sleep(PAUSE_MS * (0.5 + Math.random()));
    const { what, since, isByHand, orphans } = await inflict(scene, fault);
    figures.orphans += orphans;
    if (since === null) {
      figures.notRun += 1;
      say(what);
      continue;
    }
    const recovery = await pulse.feel(since);
    const slowest = isByHand ? "slowestStartMs" : "slowestRecoveryMs";
    figures[slowest] = Math.max(figures[slowest], ...Object.values(recovery));
    const { serves, streams, works } = recovery;
    const from = isByHand ? "started by hand, " : "";
    say(
      `${what}: ${from}serves after ${serves} ms, streams after ${streams} ms, works after ${works} ms, ${orphans} orphans`,
    );
  }
  return figures;
}

/** Until no payment is on its way any more; how long that took, in milliseconds. */
async function waitForBank(): Promise<number> {
  const startedAt = performance.now();
  const passed = () => Math.round(performance.now() - startedAt);
  for (;;) {
    const rows = await untilKnown(() =>
      getDb().execute(sql`select 1 from payments where status in ('created', 'pending') limit 1`),
    );
    if (rows.length === 0 || passed() > SETTLED_MS) return passed();
    await sleep(LOOK_MS);
  }
}

/** Nobody writes any more, so a process that still uses half a processor is looping. */
async function countBurning(house: House): Promise<number> {
  const pids = [...house.processes().values()].flat();
  const loads = await Promise.all(pids.map((pid) => measureLoad(pid, MEASURE_MS)));
  return loads.filter((load) => load > BUSY).length;
}

function countRefusals({ refusals }: Books): number {
  for (const refusal of refusals) say(`refused: ${refusal}`);
  return refusals.length;
}

function readKills(): number {
  const { values } = parseArgs({ options: { kills: { type: "string", default: "24" } } });
  const kills = Number(values.kills);
  if (!Number.isInteger(kills) || kills < 1) {
    throw new StartError("--kills must be a whole number of 1 or more.");
  }
  return kills;
}

/** A server that is started again may listen on another port; null while there is none. */
function findPort(dataDir: string): number | null {
  try {
    const lines = readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n");
    return Number(lines[3]) || null;
  } catch {
    return null;
  }
}

async function main(): Promise<void> {
  const kills = readKills();
  const dataDir = mkdtempSync(join(tmpdir(), "workhub-faults-"));
  const disk = mountSmallDisk(dataDir);
  const relay = await startRelay(() => findPort(dataDir));
  // This process looks on past everything that breaks.
  const lookout = await startRelay(() => findPort(dataDir));
  const password = randomBytes(16).toString("hex");
  const urlBy = (port: number) => `postgres://workhub_app:${password}@127.0.0.1:${port}/workhub`;
  process.env.NEXTAUTH_SECRET = SECRET;
  process.env.DATA_DIR = dataDir;
  process.env.DATABASE_APP_URL = urlBy(lookout.port);
  const house = buildHouse({
    dataDir,
    port: await freePort(),
    env: {
      DEMO: "0",
      LOG_LEVEL: "warn",
      PERSON_LIMITS: "9999",
      LIVE_PROPOSALS: "9999",
      SANDBOX_CARD_SECONDS: "1",
      SANDBOX_PAYOUT_SECONDS: "1",
      // Its own database, whatever this process uses.
      DATABASE_URL: "",
      DATABASE_APP_URL: urlBy(relay.port),
    },
    say: (line) => {
      if (process.env.VERBOSE) console.log(line);
    },
  });
  const stopped = stopSignal().then(() => {
    throw new StartError("Stopped before everything was proved.");
  });
  const scene = { house, relay, disk };
  const figures = await Promise.race([prove(scene, kills), stopped]).finally(async () => {
    // Whoever is still connected would keep the embedded PostgreSQL from stopping.
    await globalThis.workhubConnection?.close();
    lookout.close();
    await house.stop();
    relay.close();
    if ("unmount" in disk) disk.unmount();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const ok = isGood(figures);
  process.exitCode = ok ? 0 : 1;
  console.log(JSON.stringify({ ...figures, ok }));
}

function isGood(figures: Awaited<ReturnType<typeof prove>>): boolean {
  const { lost, duplicated, halfDone, mismatches, refused, orphans, burning, notRun } = figures;
  const wrong = lost + duplicated + halfDone + mismatches + refused + orphans + burning + notRun;
  const isProved = figures.acknowledged > 0 && figures.journeys > 0 && figures.cuts > 0;
  const isSwift =
    figures.slowestRecoveryMs <= RECOVERY_MAX_MS && figures.slowestStartMs <= START_MAX_MS;
  return isProved && wrong === 0 && isSwift;
}

await run(async () => {
  const exitCode = await runInOwnNamespace();
  if (exitCode === null) await main();
  else process.exitCode = exitCode;
});
process.exit();
