import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDb } from "#db/client";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#db/embedded";
import { releaseHold } from "#lib/ledger/movements";
import { cents } from "#lib/money";
import { listHistory } from "#lib/payments/queries/history";
import { openFilled, settle, touch } from "./filled-ledger.ts";
import { type Bench, medians, type Row, row, rowBelow, steadyP95, throughput } from "./measure.ts";
import { fillSizes, SHARE, type Subjects } from "./size-fill.ts";
import { findPlaces } from "./size-pages.ts";

/* The books: a release that takes a fee against one that does not, and the history of a wallet with 100,000 rows. */

const CALLERS = 8;
const ROUNDS = 9;
const DURATION_MS = 1_500;
const HOLDS = 50_000;
const LOOKS = 200;
const WARM_UPS = 10;
const HISTORY_MS = 20;

type Say = (line: string) => void;

export const bench: Bench = async (say, only) => {
  const folder = mkdtempSync(join(tmpdir(), "workhub-bench-books-"));
  const dataDir = join(folder, "postgres");
  const server = await startEmbeddedPostgres({ dataDir, password: "bench" });
  const measures = { "release-with-fee-8": measureReleases, "history-p95": measureHistory };
  try {
    const rows: Row[] = [];
    for (const [name, measure] of Object.entries(measures)) {
      if (only === null || only.includes(name)) rows.push(await measure(server, say));
    }
    return rows;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Two cents of each hold at a time, of which the platform gets one. */
async function measureReleases(server: EmbeddedPostgres, say: Say): Promise<Row> {
  say("Releases with a fee and without one, 8 callers");
  const filled = await openFilled(server, "releases", HOLDS);
  await settle(filled);
  await touch(filled);
  filled.use();
  let count = 0;
  const release = (fee: { feeCents?: ReturnType<typeof cents> }) => () => {
    count += 1;
    const holdFor = `hold${1 + Math.floor(Math.random() * HOLDS)}`;
    const input = { holdFor, amountCents: cents(2), key: `bench:${count}`, reference: "bench" };
    return getDb().transaction((tx) => releaseHold(tx, { ...input, ...fee }));
  };
  const { value, floor } = await medians(ROUNDS, {
    floor: () => throughput(CALLERS, DURATION_MS, release({})),
    value: () => throughput(CALLERS, DURATION_MS, release({ feeCents: cents(1) })),
  });
  await filled.close();
  return row("release-with-fee-8", "releases/s", value, floor, 0.7);
}

/** The first page and one in the middle, of a client and of a freelancer; the floor is the same in wallets of 1,000 rows. */
async function measureHistory(server: EmbeddedPostgres, say: Say): Promise<Row> {
  say("The history of wallets with 100,000 rows");
  const filled = await openFilled(server, "history", 1);
  const subjects = await fillSizes(filled.owner);
  filled.use();
  const big = await timesOf(subjects.big, await findPlaces(subjects.big, SHARE.big));
  const small = await timesOf(subjects.small, await findPlaces(subjects.small, SHARE.small));
  await filled.close();
  return rowBelow("history-p95", "ms", steadyP95(big), steadyP95(small), HISTORY_MS);
}

/** Each row of a page says what was in the wallet after it, so every look is also a balance as of some row. */
async function timesOf(
  { payer, payee }: Subjects,
  places: { readonly payer: string; readonly payee: string },
): Promise<number[]> {
  const looks = [
    () => listHistory(payer),
    () => listHistory(payee),
    () => listHistory(payer, { cursor: places.payer }),
    () => listHistory(payee, { cursor: places.payee }),
  ];
  const times: number[] = [];
  for (let look = -WARM_UPS; look < LOOKS; look += 1) {
    for (const load of looks) {
      const start = performance.now();
      await load();
      if (look >= 0) times.push(performance.now() - start);
    }
  }
  return times;
}
