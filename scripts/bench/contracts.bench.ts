import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#db/embedded";
import { actOnClocks } from "#lib/contracts/act-on-clocks";
import { getContract } from "#lib/contracts/queries/contracts";
import { actOnAnyClock } from "#lib/disputes/act-on-any-clock";
import { getToday } from "#lib/operations/queries/today";
import { fillProposals } from "./accept-proposals.ts";
import { type Filled, openEmpty, openFilled, settle } from "./filled-ledger.ts";
import { fillHouse } from "./house-fill.ts";
import { fillReleases } from "./ledger-fill.ts";
import { createFloor } from "./ledger-floor.ts";
import { HOLDS, measureAccept, measureTransfers } from "./ledger-rows.ts";
import { makeLongContract } from "./long-contract.ts";
import {
  type Bench,
  medians,
  type Row,
  row,
  rowBelow,
  showTimes,
  steadyP95,
  throughput,
} from "./measure.ts";

/*
 * What contracts with milestones cost: the page of a long one beside that of a plain one, what the worker does by its
 * clock beside hires, hires and releases as `npm run bench -- ledger` measures them, and the operator's first page of a
 * large instance beside that of a small one.
 */

const RUNS = 100;
const WARM_UPS = 10;
const PEOPLE = { large: 100_000, small: 1_000 };
const LONG = { milestones: 20, events: 200, submissions: 50 };
const PLAIN = { milestones: 1, events: 0, submissions: 1 };
const CONTRACT_MS = 20;
const DESK_MS = 50;
/** So many steps are due in each round. */
const DUE = 300;
const ROUNDS = 5;
const ACCEPT_MS = 1_500;

export const bench: Bench = async (say, only) => {
  const folder = mkdtempSync(join(tmpdir(), "workhub-bench-contracts-"));
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, "postgres"),
    password: "bench",
  });
  const isWanted = (...names: string[]) => !only || names.some((name) => only.includes(name));
  try {
    const rows: Row[] = [];
    if (isWanted("contract-p95")) rows.push(await measureContract(server, say));
    if (isWanted("desk-p95")) rows.push(await measureDesk(server, say));
    if (isWanted("clock")) rows.push(await measureClock(server, say));
    if (isWanted("accept-8", "uniform-8")) rows.push(...(await measureLedger(server, say)));
    return rows;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function measureContract(server: EmbeddedPostgres, say: (line: string) => void) {
  const filled = await openEmpty(server, "contracts");
  filled.use();
  const [long, plain] = [
    await makeLongContract(filled.owner, LONG),
    await makeLongContract(filled.owner, PLAIN),
  ];
  await settle(filled);
  const load = ({ client, contractId }: typeof long) => getContract(client, contractId);
  const times = await timeBoth({ value: () => load(long), floor: () => load(plain) });
  say(`contract: ${showTimes(times.value)}; a plain one: ${showTimes(times.floor)}`);
  await filled.close();
  return rowOf("contract-p95", times, CONTRACT_MS);
}

async function measureDesk(server: EmbeddedPostgres, say: (line: string) => void) {
  say(`${PEOPLE.large} people, ${PEOPLE.large * 10} entries in the audit; and a hundredth of it`);
  const small = await openEmpty(server, "small_house");
  const admin = await fillHouse(small.owner, PEOPLE.small);
  const large = await openEmpty(server, "large_house");
  await fillHouse(large.owner, PEOPLE.large);
  const on = (filled: Filled) => () => {
    filled.use();
    return getToday(admin);
  };
  const times = await timeBoth({ value: on(large), floor: on(small) });
  say(`desk: ${showTimes(times.value)}; with a hundredth: ${showTimes(times.floor)}`);
  await Promise.all([small.close(), large.close()]);
  return rowOf("desk-p95", times, DESK_MS);
}

type Times = Readonly<Record<"value" | "floor", number[]>>;

/** Both in turn, so that they meet the same conditions. */
async function timeBoth(load: Record<keyof Times, () => Promise<unknown>>): Promise<Times> {
  const times: Times = { value: [], floor: [] };
  for (let run = -WARM_UPS; run < RUNS; run += 1) {
    for (const which of ["floor", "value"] as const) {
      const start = performance.now();
      await load[which]();
      if (run >= 0) times[which].push(performance.now() - start);
    }
  }
  return times;
}

function rowOf(name: string, { value, floor }: Times, targetMs: number): Row {
  return rowBelow(name, "ms p95", steadyP95(value), steadyP95(floor), targetMs);
}

/** One worker's sweep over what is due, in turn with hires by eight callers. */
async function measureClock(server: EmbeddedPostgres, say: (line: string) => void): Promise<Row> {
  say("clock, one worker");
  const filled = await openFilled(server, "clocks", 2_500);
  filled.use();
  const accept = await fillProposals(filled.owner, 30_000);
  for (let hired = 0; hired < (ROUNDS + 1) * DUE; hired += 1) await accept();
  // The first time, it notes only that it is there.
  await actOnClocks(actOnAnyClock);
  await settle(filled);
  const { value, floor } = await medians(ROUNDS, {
    floor: () => throughput(8, ACCEPT_MS, () => accept()),
    value: async () => {
      await letBeDue(filled.owner);
      const start = performance.now();
      const done = await actOnClocks(actOnAnyClock);
      if (done !== DUE) throw new Error(`${done} of ${DUE} steps were done`);
      return (done / (performance.now() - start)) * 1000;
    },
  });
  await filled.close();
  return row("clock", "steps/s", value, floor, 0.3);
}

/** The work never came, for so many contracts that run. */
async function letBeDue(owner: Sql): Promise<void> {
  await owner`
    with due as (
      update clocks set at = now() - interval '1 minute'
      where (contract_id, subject) in (select contract_id, subject from clocks where at > now() order by contract_id limit ${DUE})
      returning contract_id
    )
    update milestones set due_at = now() - interval '61 days'
    where contract_id in (select contract_id from due)`;
}

/** The same rows as of the ledger's benchmark, for comparing with what they were. */
async function measureLedger(server: EmbeddedPostgres, say: (line: string) => void) {
  const filled = await openFilled(server, "ledger", HOLDS);
  await fillReleases(filled.owner, 8);
  await createFloor(filled.owner, 2 * HOLDS, 500_000);
  await settle(filled);
  filled.use();
  const rows = [await measureTransfers("uniform", 8, say), await measureAccept(filled, say)];
  await filled.close();
  return rows;
}
